"""What the download page and the buttons say, by language."""

from typing import NamedTuple


class PageWords(NamedTuple):
    """The words of one language; a page is in English where its own is missing."""

    deck: str = "Anki deck"
    card: str = "card"
    cards: str = "cards"
    how: str = "How to import a deck"
    all_decks: str = "All decks"
    copy: str = "Copy address"
    copied: str = "Copied"
    download_all: str = "Download all decks"
    all_of: str = "All of {}"
    decks: str = "Decks"
    version: str = "version {}"
    whole: str = "These are the cards of all decks below. If you have some of them already, nothing is imported twice."
    sample: str = "Sample card from {}"
    news: str = "News"
    new: str = "{} new"
    more: str = "{} more"
    changed: str = "{} changed"
    removed: str = "{} removed"
    restyled: str = "a new design"
    reordered: str = "a new order"
    changelog: str = "All changes"
    retired: str = "Mark retired cards"
    ended: str = "No longer updated"
    kept: str = "if you have this deck, you keep its cards and reviews."
    subscribe: str = (
        "To follow new versions, add the {feed} to your feed reader, or give the address of the {index} "
        "to the add-on <em>Deck subscriptions</em>."
    )
    on_computer: str = (
        "<strong>Anki on a computer:</strong> download the file and double-click it, or choose "
        "<em>File → Import</em>. Leave the options as they are."
    )
    on_ios: str = (
        "<strong>AnkiMobile (iPhone, iPad):</strong> download the file, open it in Files, choose "
        "<em>Share → AnkiMobile</em>, and tap <em>Import</em>."
    )
    on_android: str = (
        "<strong>AnkiDroid:</strong> download the file and open it, or choose <em>⋮ → Import</em> in AnkiDroid."
    )
    update: str = "To update a deck, import its newest version in the same way. You keep your reviews and due dates."


WORDS = {
    "en": PageWords(),
    "de": PageWords(
        deck="Anki-Stapel",
        card="Karte",
        cards="Karten",
        how="So importierst du einen Stapel",
        all_decks="Alle Stapel",
        copy="Adresse kopieren",
        copied="Kopiert",
        download_all="Alle Stapel herunterladen",
        all_of="Alles zu {}",
        decks="Stapel",
        version="Version {}",
        whole="Das sind die Karten aller Stapel unten. Was du schon hast, wird nicht doppelt importiert.",
        sample="Beispielkarte aus {}",
        news="Neues",
        new="{} neu",
        more="{} weitere",
        changed="{} geändert",
        removed="{} entfernt",
        restyled="ein neues Aussehen",
        reordered="eine neue Reihenfolge",
        changelog="Alle Änderungen",
        retired="Entfernte Karten markieren",
        ended="Nicht mehr aktualisiert",
        kept="Wenn du diesen Stapel hast, behältst du seine Karten und Wiederholungen.",
        subscribe="Neue Versionen meldet {feed} in deinem Feedreader; oder gib der Erweiterung "
        "<em>Deck subscriptions</em> die Adresse von {index}.",
        on_computer="<strong>Anki am Computer:</strong> Lade die Datei herunter und öffne sie mit einem Doppelklick, "
        "oder wähle <em>Datei → Importieren</em>. Lass die Optionen, wie sie sind.",
        on_ios="<strong>AnkiMobile (iPhone, iPad):</strong> Lade die Datei herunter, öffne sie in Dateien, wähle "
        "<em>Teilen → AnkiMobile</em> und tippe auf <em>Import</em>.",
        on_android="<strong>AnkiDroid:</strong> Lade die Datei herunter und öffne sie, oder wähle in AnkiDroid "
        "<em>⋮ → Importieren</em>.",
        update="Importiere neue Versionen eines Stapels genauso. Wiederholungen und Fälligkeiten bleiben erhalten.",
    ),
    "es": PageWords(
        deck="Mazo de Anki",
        card="tarjeta",
        cards="tarjetas",
        how="Cómo importar un mazo",
        all_decks="Todos los mazos",
        copy="Copiar dirección",
        copied="Copiada",
        download_all="Descargar todos los mazos",
        all_of="Todo sobre {}",
        decks="Mazos",
        version="versión {}",
        whole="Son las tarjetas de todos los mazos de abajo. Si ya tienes algunas, no se importan dos veces.",
        sample="Tarjeta de ejemplo de {}",
        news="Novedades",
        new="{} nuevas",
        more="{} más",
        changed="{} cambiadas",
        removed="{} eliminadas",
        restyled="un nuevo diseño",
        reordered="un nuevo orden",
        changelog="Todos los cambios",
        retired="Marcar tarjetas retiradas",
        ended="Sin más actualizaciones",
        kept="si tienes este mazo, conservas sus tarjetas y repasos.",
        subscribe="Para enterarte de nuevas versiones, añade {feed} a tu lector de feeds, o da la dirección de {index} "
        "al complemento <em>Deck subscriptions</em>.",
        on_computer="<strong>Anki en un ordenador:</strong> descarga el archivo y haz doble clic en él, o elige "
        "<em>Archivo → Importar</em>. Deja las opciones como están.",
        on_ios="<strong>AnkiMobile (iPhone, iPad):</strong> descarga el archivo, ábrelo en Archivos, elige "
        "<em>Compartir → AnkiMobile</em> y toca <em>Import</em>.",
        on_android="<strong>AnkiDroid:</strong> descarga el archivo y ábrelo, o elige <em>⋮ → Importar</em> en "
        "AnkiDroid.",
        update="Para actualizar un mazo, importa su última versión igual. Conservas tus repasos y fechas.",
    ),
    "fr": PageWords(
        deck="Paquet Anki",
        card="carte",
        cards="cartes",
        how="Comment importer un paquet",
        all_decks="Tous les paquets",
        copy="Copier l’adresse",
        copied="Copiée",
        download_all="Télécharger tous les paquets",
        all_of="Tout sur {}",
        decks="Paquets",
        version="version {}",
        whole="Ce sont les cartes de tous les paquets ci-dessous. Celles que vous avez déjà ne sont pas importées deux "
        "fois.",
        sample="Exemple de carte de {}",
        news="Nouveautés",
        new="{} nouvelles",
        more="{} de plus",
        changed="{} modifiées",
        removed="{} supprimées",
        restyled="une nouvelle présentation",
        reordered="un nouvel ordre",
        changelog="Tous les changements",
        retired="Marquer les cartes retirées",
        ended="Plus de mises à jour",
        kept="si vous avez ce paquet, vous gardez ses cartes et vos révisions.",
        subscribe="Pour connaître les nouvelles versions, ajoutez {feed} à votre lecteur de flux, ou donnez l’adresse "
        "de {index} à l’extension <em>Deck subscriptions</em>.",
        on_computer="<strong>Anki sur un ordinateur :</strong> téléchargez le fichier et double-cliquez dessus, ou "
        "choisissez <em>Fichier → Importer</em>. Laissez les options telles quelles.",
        on_ios="<strong>AnkiMobile (iPhone, iPad) :</strong> téléchargez le fichier, ouvrez-le dans Fichiers, "
        "choisissez <em>Partager → AnkiMobile</em> et touchez <em>Import</em>.",
        on_android="<strong>AnkiDroid :</strong> téléchargez le fichier et ouvrez-le, ou choisissez "
        "<em>⋮ → Importer</em> dans AnkiDroid.",
        update="Pour mettre à jour un paquet, importez sa dernière version de la même façon. Vous gardez vos "
        "révisions et vos échéances.",
    ),
    "it": PageWords(
        deck="Mazzo Anki",
        card="carta",
        cards="carte",
        how="Come importare un mazzo",
        all_decks="Tutti i mazzi",
        copy="Copia indirizzo",
        copied="Copiato",
        download_all="Scarica tutti i mazzi",
        all_of="Tutto su {}",
        decks="Mazzi",
        version="versione {}",
        whole="Sono le carte di tutti i mazzi qui sotto. Quelle che hai già non vengono importate due volte.",
        sample="Carta di esempio da {}",
        news="Novità",
        new="{} nuove",
        more="altre {}",
        changed="{} modificate",
        removed="{} rimosse",
        restyled="un nuovo aspetto",
        reordered="un nuovo ordine",
        changelog="Tutte le modifiche",
        retired="Segna le carte ritirate",
        ended="Non più aggiornati",
        kept="se hai questo mazzo, conservi le sue carte e i tuoi ripassi.",
        subscribe="Per sapere di nuove versioni, aggiungi {feed} al tuo lettore di feed, o dai l’indirizzo di {index} "
        "al componente aggiuntivo <em>Deck subscriptions</em>.",
        on_computer="<strong>Anki su un computer:</strong> scarica il file e fai doppio clic, o scegli "
        "<em>File → Importa</em>. Lascia le opzioni come sono.",
        on_ios="<strong>AnkiMobile (iPhone, iPad):</strong> scarica il file, aprilo in File, scegli "
        "<em>Condividi → AnkiMobile</em> e tocca <em>Import</em>.",
        on_android="<strong>AnkiDroid:</strong> scarica il file e aprilo, o scegli <em>⋮ → Importa</em> in AnkiDroid.",
        update="Per aggiornare un mazzo, importa la sua ultima versione allo stesso modo. Conservi ripassi e scadenze.",
    ),
    "ja": PageWords(
        deck="Ankiデッキ",
        card="枚",
        cards="枚",
        how="デッキの読み込み方",
        all_decks="すべてのデッキ",
        copy="アドレスをコピー",
        copied="コピーしました",
        download_all="すべてのデッキをダウンロード",
        all_of="{}のすべて",
        decks="デッキ",
        version="バージョン {}",
        whole="下のすべてのデッキのカードです。すでに持っているカードが二重に読み込まれることはありません。",
        sample="{}のカードの例",
        news="新着",
        new="追加 {}",
        more="ほか {}",
        changed="変更 {}",
        removed="削除 {}",
        restyled="新しいデザイン",
        reordered="新しい順序",
        changelog="すべての変更",
        retired="廃止されたカードに印を付ける",
        ended="更新終了",
        kept="このデッキを持っている場合、カードと復習の記録はそのまま残ります。",
        subscribe="新しいバージョンを知るには、{feed} をフィードリーダーに追加するか、{index} のアドレスをアドオン "
        "<em>Deck subscriptions</em> に入力してください。",
        on_computer="<strong>パソコンのAnki:</strong> ファイルをダウンロードしてダブルクリックするか、"
        "<em>ファイル → 読み込む</em>を選びます。オプションは変更しません。",
        on_ios="<strong>AnkiMobile (iPhone、iPad):</strong> ファイルをダウンロードして「ファイル」で開き、"
        "<em>共有 → AnkiMobile</em>を選び、<em>Import</em>をタップします。",
        on_android="<strong>AnkiDroid:</strong> ファイルをダウンロードして開くか、AnkiDroidで<em>⋮ → インポート</em>を"
        "選びます。",
        update="デッキを更新するには、最新のバージョンを同じように読み込みます。復習の記録と期日は残ります。",
    ),
    "nl": PageWords(
        deck="Anki-stapel",
        card="kaart",
        cards="kaarten",
        how="Zo importeer je een stapel",
        all_decks="Alle stapels",
        copy="Adres kopiëren",
        copied="Gekopieerd",
        download_all="Alle stapels downloaden",
        all_of="Alles over {}",
        decks="Stapels",
        version="versie {}",
        whole="Dit zijn de kaarten van alle stapels hieronder. Wat je al hebt, wordt niet dubbel geïmporteerd.",
        sample="Voorbeeldkaart uit {}",
        news="Nieuws",
        new="{} nieuw",
        more="nog {}",
        changed="{} gewijzigd",
        removed="{} verwijderd",
        restyled="een nieuw ontwerp",
        reordered="een nieuwe volgorde",
        changelog="Alle wijzigingen",
        retired="Vervallen kaarten markeren",
        ended="Niet meer bijgewerkt",
        kept="als je deze stapel hebt, houd je de kaarten en je herhalingen.",
        subscribe="Voeg {feed} toe aan je feedlezer om over nieuwe versies te horen, of geef het adres van {index} aan "
        "de add-on <em>Deck subscriptions</em>.",
        on_computer="<strong>Anki op een computer:</strong> download het bestand en dubbelklik erop, of kies "
        "<em>Bestand → Importeren</em>. Laat de opties zoals ze zijn.",
        on_ios="<strong>AnkiMobile (iPhone, iPad):</strong> download het bestand, open het in Bestanden, kies "
        "<em>Deel → AnkiMobile</em> en tik op <em>Import</em>.",
        on_android="<strong>AnkiDroid:</strong> download het bestand en open het, of kies <em>⋮ → Importeren</em> in "
        "AnkiDroid.",
        update="Importeer nieuwe versies van een stapel op dezelfde manier. Je herhalingen en datums blijven.",
    ),
    "pt": PageWords(
        deck="Baralho do Anki",
        card="cartão",
        cards="cartões",
        how="Como importar um baralho",
        all_decks="Todos os baralhos",
        copy="Copiar endereço",
        copied="Copiado",
        download_all="Baixar todos os baralhos",
        all_of="Tudo sobre {}",
        decks="Baralhos",
        version="versão {}",
        whole="São os cartões de todos os baralhos abaixo. Os que você já tem não são importados duas vezes.",
        sample="Cartão de exemplo de {}",
        news="Novidades",
        new="{} novos",
        more="mais {}",
        changed="{} alterados",
        removed="{} removidos",
        restyled="um novo visual",
        reordered="uma nova ordem",
        changelog="Todas as mudanças",
        retired="Marcar cartões retirados",
        ended="Não são mais atualizados",
        kept="se você tem este baralho, mantém os cartões e as revisões.",
        subscribe="Para saber de novas versões, adicione {feed} ao seu leitor de feeds, ou dê o endereço de {index} ao "
        "complemento <em>Deck subscriptions</em>.",
        on_computer="<strong>Anki no computador:</strong> baixe o arquivo e clique duas vezes nele, ou escolha "
        "<em>Arquivo → Importar</em>. Deixe as opções como estão.",
        on_ios="<strong>AnkiMobile (iPhone, iPad):</strong> baixe o arquivo, abra-o em Arquivos, escolha "
        "<em>Compartilhar → AnkiMobile</em> e toque em <em>Import</em>.",
        on_android="<strong>AnkiDroid:</strong> baixe o arquivo e abra-o, ou escolha <em>⋮ → Importar</em> no "
        "AnkiDroid.",
        update="Para atualizar um baralho, importe a versão mais nova do mesmo modo. Suas revisões e datas ficam.",
    ),
    "zh": PageWords(
        deck="Anki 牌组",
        card="张卡片",
        cards="张卡片",
        how="如何导入牌组",
        all_decks="所有牌组",
        copy="复制地址",
        copied="已复制",
        download_all="下载所有牌组",
        all_of="{} 的全部",
        decks="牌组",
        version="版本 {}",
        whole="这里有下面所有牌组的卡片。已有的卡片不会重复导入。",
        sample="{} 的示例卡片",
        news="更新",
        new="新增 {}",
        more="另有 {}",
        changed="修改 {}",
        removed="移除 {}",
        restyled="新的样式",
        reordered="新的顺序",
        changelog="所有更改",
        retired="标记已停用的卡片",
        ended="不再更新",
        kept="如果你有这个牌组，卡片和复习记录会保留。",
        subscribe="要获知新版本，请将 {feed} 添加到订阅阅读器，或将 {index} 的地址填入插件 "
        "<em>Deck subscriptions</em>。",
        on_computer="<strong>电脑版 Anki：</strong>下载文件并双击，或选择<em>文件 → 导入</em>。选项保持不变。",
        on_ios="<strong>AnkiMobile（iPhone、iPad）：</strong>下载文件，在“文件”中打开，选择"
        "<em>共享 → AnkiMobile</em>，然后点按 <em>Import</em>。",
        on_android="<strong>AnkiDroid：</strong>下载并打开文件，或在 AnkiDroid 中选择<em>⋮ → 导入</em>。",
        update="要更新牌组，用同样的方法导入最新版本。复习记录和到期日会保留。",
    ),
}


def page_words(language: str) -> PageWords:
    """The words of a language, such as `pt-BR`; English if they are not known."""
    return WORDS.get(language.partition("-")[0], WORDS["en"])
