"""Read what a site's own configuration says: zensical.toml, properdocs.yml or mkdocs.yml."""
