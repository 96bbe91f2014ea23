"""Parse untrusted YAML: no tag runs anything or reads the environment, and aliases can't make the result large."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import yaml

_MOST_NODES = 100_000
"""Maximum number of values, counting what an alias repeats each time."""


class BrokenYaml(ValueError):
    """YAML that can't be parsed; `line` and `column` are 1-based, 0 if unknown."""

    def __init__(self, message: str, line: int = 0, column: int = 0) -> None:
        super().__init__(message)
        self.line, self.column = line, column


def parse_yaml(text: str) -> Any:
    """The content as mappings, lists, text, booleans and None; numbers and dates stay text. Raises BrokenYaml.

    `!ENV [NAME, default]` becomes its default and `!ENV NAME` becomes None: a build must not depend on the environment,
    and a card must not show it. Of other unknown tags, such as `!!python/name:…`, only the value stays.
    """
    import yaml

    try:
        loader = _loader()(text)
        node = loader.get_single_node()
        if node is None:
            return None
        if _expanded_size(node, {}) > _MOST_NODES:
            raise BrokenYaml(f"more than {_MOST_NODES:,} values, with what aliases repeat")
        return loader.construct_document(node)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = (mark.line + 1, mark.column + 1) if mark else (0, 0)
        raise BrokenYaml(error.problem or error.context or "can't be parsed", *place) from None
    except yaml.YAMLError as error:  # characters that YAML does not allow
        raise BrokenYaml(str(error).partition("\n")[0]) from None
    except RecursionError:
        raise BrokenYaml("nested too deeply") from None


def _expanded_size(node: "yaml.Node", known: dict[int, int]) -> int:
    """The number of values in a node, counting what an alias repeats each time; raises BrokenYaml for a circle."""
    if id(node) not in known:
        known[id(node)] = 0  # being counted
        children = node.value if isinstance(node.value, list) else ()
        pairs = [child if isinstance(child, tuple) else (child,) for child in children]
        known[id(node)] = 1 + sum(_expanded_size(child, known) for pair in pairs for child in pair)
    elif not known[id(node)]:
        raise BrokenYaml("an alias contains itself", node.start_mark.line + 1, node.start_mark.column + 1)
    return known[id(node)]


def _loader() -> "type[yaml.SafeLoader]":
    import yaml  # imported only if needed: it takes longer than most commands

    class InertLoader(yaml.SafeLoader):
        """Knows no tag that does more than name a type of YAML."""

    def value(loader: yaml.SafeLoader, node: yaml.Node) -> Any:
        match node:
            case yaml.MappingNode():
                return loader.construct_mapping(node, deep=True)
            case yaml.SequenceNode():
                return loader.construct_sequence(node, deep=True)
            case _:
                return node.value

    def environment_default(loader: yaml.SafeLoader, node: yaml.Node) -> Any:
        is_list = isinstance(node, yaml.SequenceNode) and len(node.value) > 1
        return loader.construct_object(node.value[-1], deep=True) if is_list else None

    InertLoader.add_constructor(None, value)
    InertLoader.add_constructor("!ENV", environment_default)
    for name in ("int", "float", "timestamp", "binary", "omap", "pairs", "set"):
        InertLoader.add_constructor(f"tag:yaml.org,2002:{name}", value)
    return InertLoader
