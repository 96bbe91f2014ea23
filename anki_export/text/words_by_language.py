"""The words of labels and questions in each language: the one table that every module uses.

Structure decides, words break ties: none of them makes a question of what nothing else suggests. Languages with words
of nearly all kinds are here; `words_of_more_languages.py` has those with only the words of labels and titles. To add a
language, add one entry to either.
"""

import re
from collections.abc import Iterable, Iterator, Sequence, Set
from functools import cache, cached_property, lru_cache
from itertools import chain
from unicodedata import normalize

from msgspec import Struct

from anki_export.text.language_entry import Language
from anki_export.text.lazy_regex import regex
from anki_export.text.words_of_more_languages import MORE_LANGUAGES

_AND_INVITES = r"(?: ?[,.;!—–-]+(?! ?(?:so|because|which)\b)[^\n]{0,60})?"
"""What may follow: "No answer yet, *contributions are welcome*", and not "The answer is missing, so …"."""
_OF_LABELS = frozenset(
    {"announces", "question", "questions", "numbered", "answer", "solution", "right", "explanation", "hint"}
)


LARGE: tuple[Language, ...] = (
    Language(
        code="en",
        puzzle="katas?|puzzles?|riddles?|drills?",
        reads="read",
        beside=r"""logs?|trace(?:back)?s?|stack\s?traces?|transcripts?|screenshots?|recordings?
            |config(?:uration|s)?|versions?|troubleshooting|changes|files?|data|table|diagram|image|picture
            |code|listing|environment|release notes|sources?""",
        interviewed="interviews? with|in conversation with|a talk with|questions for",
        dialogue="dialogues?|conversations?|transcripts?|minutes of|meeting minutes|scenes?|screenplays?|hearings?",
        you="yours?|you|yourself",
        speaker="""my|me|we|our|us|i (?:am|was|have|had|think|guess|would|could|can|love|like|use|used
            |grew|came|went|started|wanted|always|never|do|did|don['’]t|open|get|return|know|need)|i['’](?:m|ve|d|ll)
            |(?:am|do|did|can|could|should|would|will|must|may) i""",
        except_for="except|but|other than",
        front="front",
        back="back",
        answer="answers?|ans|mark(?:ing)? schemes?",
        solution="solutions?|soln",
        right="correct|right|suggested|most voted",
        explanation="explanations?|explain|rationale",
        why="why",
        question="question",
        questions="questions",
        numbered="que|ques",
        hint="hints?|clues?",
        example="examples?(?! (?:answer|solution))|for instance",
        note="notes?|tips?|remarks?|warning|caution|(?:speaker|presenter) notes?",
        references="""references?|links?|sources?|reading|read more|see also|bibliography|materials|next questions
            |more questions|related questions|further questions|resources""",
        extra=r"""more|background|context|setup|deep\s?-?dive|details|alternatives?|alternatively|another|others?|bonus
            |extra""",
        aside=r"""examples?|tips?|notes?|official doc\w*|docs?|documentation|references?|see also|read more|usage
            |(?:links?|resources?|reading|sources?)(?=\W*$)|(?:useful|further|more|external) (?:links?|resources?
            |reading|sources?)(?=\W*$)|(?:for|for an?|an?) (?:examples?|tips?|notes?|official doc\w*|docs?|documentation
            |references?|see also|read more|usage|(?:(?:useful|further|more|external) )?(?:links?|resources?|reading
            |sources?)(?=\W*$))""",
        exercise=r"exercises?|tasks?|challenges?|practice|problem(?= ?\d|\W*$)",
        quiz="""quiz(?:zes)?|trivia|test|check|quick quiz|pop quiz|mini quiz|self quiz|quick test|mini test|self test
            |quick check|self check""",
        says_little="""help|need help|details|spoiler|show more|show details|click to reveal|try it|try it yourself
            |your turn|think about it|stop and think|frequently asked questions|faqs?|knowledge check
            |check your understanding|check your answers?|check yourself|test yourself|test your knowledge
            |test your understanding""",
        announces=r"""questions?|interviews?|quiz(?:zes)?|faqs?|q\s*&(?:amp;)?\s*a|exams?|exercises?|flash\s?cards?
            |trivia|puzzles|riddles""",
        contents="contents|table of contents|toc|on this page|index",
        sections=r"""introduction|intro|overview|preface|prerequisites?|requirements|summary|tl;?dr|recap|conclusions?
            |(?:chapter|section|lesson|module) (?:summary|recap)|summary of (?:this|the) (?:chapter|section|lesson)
            |closing thoughts|final thoughts|key takeaways|takeaways|wrap up|next steps|what['’]?s next|getting started
            |installation|usage|how to use|license|licence|licensing|copyright|contribut(?:e|ing|ions?|ors?)
            |how to contribute|contact(?: us| me)?|get in touch|support|community|feedback|credits|acknowledge?ments?
            |thanks|special thanks|changelog|change log|history|roadmap|about(?: us| me| the authors?| this \w+)?
            |authors?|maintainers?|disclaimer|sponsors?|donate|star history|show your support|stay in touch|follow me
            |legend|feel free to contribute|getting help|need more help|still have questions|still need help
            |appendix""",
        placeholder=rf"""coming soon{_AND_INVITES}
            |(?:will be )?(?:discussed|solved|covered) in (?:class|the (?:tutorial|lecture))
            |work in progress|to be done|to be written|to be added|to be announced
            |to be completed|to complete|to be filled|to be filled in|placeholder(?: text| question| answer)?
            |placeholder (?:question|answer) (?:for|about|on|no|number|\W?\d)\b(?s:.*)|answer (?:goes )?here
            |(?:the|your) answer (?:goes )?here|(?:write|add|put|type) (?:your|the|an) (?:answer|solution
            |code)(?: here)?|(?:not answered yet|no answer yet|answer is missing|this answer is missing
            |the answer is missing|answer pending|answer is pending){_AND_INVITES}
            |will be (?:added|updated|written|completed)(?: soon| later| (?:after|before|in|next) [\w ]{{1,30}})?
            |this (?:question|section|page) will be (?:added|written|completed)(?: soon| later)?
            |(?:is |are )?coming soon|(?:will )?(?:appears?|follows?) (?:soon|shortly)""",
        true="true",
        false="false",
        reveal="""show|hide|see|explained|view|reveals?|click|tap|press|expand|open|toggle|unfold|check|display|get
            |spoiler|key|full|complete|model|sample|expected|suggested|possible|proposed|worked|detailed|official|final
            |reference|example(?= (?:answer|solution))""",
        small="to|for|the|a|an|here|me|it|and|your|in",
        asks=r"""explain|describe|define|compare|discuss|differentiate|distinguish
            |please (?:explain|describe|define|compare|discuss|differentiate|distinguish)|wh(?:at|ich|o|om
            |ose)(?:['’]?s)? (?:is|are|was|were|do|does|did|will|would|can|could|should|might|may|happens?|makes?|kinds?
            |types?|sort|the|an?|you|your|has|have|had|causes?|of)|what['’]?s|how['’]?s
            |why (?:is|are|was|were|do|does|did|would|can|could|should|not|use|we|you|it|the)
            |how (?:is|are|was|were|do|does|did|will|would|can|could|should|many|much|you|we|often|long)
            |when (?:is|are|was|were|do|does|did|will|would|can|could|should)
            |where (?:is|are|was|were|do|does|did|will|would|can|could|should)
            |(?:is|are|was|were|does|do|did|can|could|should|would|will|has|have) (?:it|there|an?|the|you|we|this|that)
            |differences? between|(?:the|an?|any|main|key|some) (?:(?:main|key) )?differences? between|tell (?:me|us)
            |give (?:an?|some|me)|(?:which|whose) (?!we|you|it|they|this|that|these|those|to|not|if
            |when)[\w-]+(?: [\w-]+)? (?:is|are|was|were|do|does|did|will|would|can|could|should|must|may|might|has|have
            |had)|can you""",
        orders="""list|name|mention|enumerate|write|create|implement|design|draw|show|find|print|check|get|set|use|make
            |build|run|add|delete|remove|change|convert|calculate|compute|configure|deploy|fix|identify|install|prove
            |derive|state|outline|summari[sz]e|illustrate|suppose|imagine|given|consider|assume|solve|return|sort
            |reverse|update|select|count|generate|export|expose|scale|label|annotate|start|stop|connect|display|execute
            |modify|rename|restart|retrieve|fetch|verify|determine|mount (?:it|the|an?)|factor(?:i[sz]e)?|simplify
            |arrange|(?:put|place) (?:these|them|the following)
            |differentiate|(?:complete|evaluate|expand|express|integrate|rewrite|sketch) (?:the|this|these|each)
            |how to|what|why|when|where|which|advantages|benefits|disadvantages|types|pros""",
        tasks="""think(?! of)|reflect on|discuss|guess|predict|ponder|try (?:to|it|this|that|out|yourself)
            |stop and think|talk to|pause|take an? (?:minute|moment|guess)|write(?! (?:to|us) )|jot down
            |measure (?:it|the|how|your)|draw|sketch|calculate|compute|work out|prove|derive|implement|solve
            |what do you (?:think|expect|notice)""",
        joins="and|or",
        how_to="""how do|how would|how can|how could|how should|how to|how you|what are the steps|list the steps
            |describe the steps|explain the steps|demonstrate|(?:can|could) you (?:please )?demonstrate
            |(?:give|show|provide) (?:me )?(?:an example|(?:a few|any|some) examples)
            |(?:can|could) you (?:please )?(?:give|show|provide) (?:me )?(?:an example|(?:a few|any|some) examples)""",
        compares=r"differ\w*|compare[ds]?|comparison|vs|versus|(?:better|worse) than",
        lists="what are (?:the|some|all|different|various|common|possible)|list|name|enumerate|mention",
        several="""types|kinds|ways|methods|steps|stages|phases|rules|examples|advantages|disadvantages|benefits|pros
            |drawbacks|limitations|features|principles|differences|categories|levels|assumptions|each of""",
        which="which",
        when="when (?:do|does|should|would|can|could|to|is it)|in (?:which|what) cases",
        what="what",
        follows="following|below|as follows|like (?:this|so)",
        this_code=r"""(?:this|these|following|below|given) (?:\w+ ){0,2}(?:code|program|snippet|script|function|routine
            |method|class|loop|query|queries|commands?|statements?|expressions?|lines|policy|policies|configuration
            |config|manifest|output|schema|(?:sql|json|yaml|xml|html|css|markup|regex|dockerfile)(?! (?:structures?
            |types?|formats?|syntax|clauses?|elements?|tags?|keywords?|files?|data|schemas?|attributes?|functions?
            |properties)))|(?:code|program|snippet|script|function|query|policy|configuration|output|manifest) below
            |(?:does|will|would) (?:this|the following) (?:print|log|output|return|display|evaluate to)
            |(?:does|will|would) (?:this|the following) (?:compile|run)(?=\W*\?)""",
        prints=r"""what (?:gets|is|will be|would be) (?:printed|logged)(?! (?:if|when|by|as)\b)
            |(?:predict|guess|find|give) the output(?! (?:of|from)\b)|(?:is|be) the (?:\w+ )?(?:output|result)(?=\?)
            |value of [a-z]\d?(?=\W*\?)
            |what (?:does|will|would) the (?:code|program|script|snippet|function|query) (?:print|output|log|return
            |display)(?=\W*\?)""",
        shown=r"""(?:this|these|following|below|given) (?:\w+ ){0,2}(?:tables?|diagrams?|pictures?|figures?|graphs?
            |charts?|plots?|histograms?|matrix|matrices|circuits?)
            |(?:tables?|diagrams?|pictures?|figures?|graphs?|charts?) below""",
        elsewhere="""read|learn|watch|find out|visit|look|refer|this|from|on|more|article|post|blog|our (?:web)?site
            |discussions?|thread|issue|(?:the|official) (?:docs|documentation|page|tutorial)""",
        how=r"""how (?:do|does|did|is|are|was|were|has|have|will|to)|(?:explain|describe|show|outline) how
            |how \w+ works?|what (?:do|does) (?:\S+ ){1,6}do|(?:walk|take|talk) (?:me|us) through
            |your (?:approach|strategy)""",
        teaser=r"""let['’]?s (?:look|see|take|start|consider|break)|let us (?:look|see|take|start|consider)
            |(?:it|this|that) depends|there are (?:many|several|various|multiple|some|different|a few|a number of
            |a lot of|two|three|four|five|\d+) (?:\w+ ){0,2}(?:ways|methods|options|approaches|answers|reasons
            |possibilities|solutions)|(?:great|good) question
            |here(?:['’]s| is) (?:one|a) (?:possible )?(?:solution|answer)\.\Z""",
        derives=r"let['’]?s|let us|let \w+ (?:be|denote)|suppose|assume",
        above=r"""above|preceding|(?:the )?previous (?:\w+ )?(?:code|quer(?:y|ies)|example|snippet|table|figure|diagram
            |text|program|command|exercise|question)|in this (?:example|code|snippet|query|diagram|figure|table|picture
            |text)""",
        negation="not|cannot|never|no|without|t",
        says_nothing="""yes|no|yep|nope|yeah|sure|of course|maybe|perhaps|sometimes|it depends|that depends|depends
            |ditto|idem|unknown|n a|no answer|no idea|i don t know|i do not know|google it|same|the same|same as above
            |as above|as below|below""",
        output="outputs?|(?:expected|console|program) output",
        all_above="(?:all|none|any|both|neither) of (?:the |these |them)?(?:above|others?|options|answers|these|them)?",
        option="options?|answers?|choices?|alternatives?",
        difficulty="difficulty|level|difficulty level",
        basics="basics?|beginners?|easy|fundamentals?|entry|junior",
        intermediate="intermediate|medium|mid",
        advanced="advanced|experts?|hard|senior|difficult",
        glossary="glossar(?:y|ies)|terms|terminology|vocabulary|vocab|words|definitions|acronyms|abbreviations",
        term="(?:key )?(?:terms?|concepts?|acronyms?|abbreviations?|words?|phrases?|commands?)|vocabulary",
        definition="definitions?|meanings?|descriptions?|stands for|full form|translations?",
        faq="faqs?|frequently asked questions",
        refers="it|its|they|them|their|this|that|these|those",
        tells="(?:how|why|what|when|where) (?:i|we|my|our)(?![’'])",
        key="keys?",
        copula="is|are|was",
        because="because|since|as",
        sample="samples?|examples?|model",
        asker="""(?:what|why) (?:they|we|interviewers?|the interviewer|companies) (?:really |actually )?asks?(?: this
            | it| that)?|what (?:they|we|interviewers?|the interviewer) (?:really |actually )?wants? to (?:know|hear
            |see)|what (?:they|we|interviewers?)(?:['’]re| are) (?:really )?looking for
            |what the interviewer is looking for|what to listen for|interviewer['’]?s?['’]? (?:intent|intention|goal)
            |(?:intent|purpose|goal) of (?:the|this) question|asked (?:by|at)""",
        stem="text|stem|prompt|(?:problem )?statement",
        wrong="wrong|incorrect|distractors?",
        feedback="feedback",
        graded="""partially|partly|you have correctly selected|not (?:yet )?answered|unanswered|answer saved|complete
            |requires grading|not graded""",
        given="selected|given|your|you answered|you (?:selected|chose)|responses?",
        shown_above=r"""(?:code|program|snippet|script|function|query|example|table|diagram|picture|image|figure
            |graph|chart|map|output)s? above|above (?:\w+ )?(?:code|program|snippet|script|function|query|example
            |table|diagram|picture|image|figure|graph|chart|map|output)s?""",
        points="points?|pts?|marks?|mks?|credits?|p",
        short="ans|answ|soln?",
        exam_questions=r"""exam(?:ination)? (?:questions|answers|tickets)|oral (?:exam )?(?:questions|topics)
            |(?:viva|state exam) (?:questions|topics)
            |(?:questions|answers|topics|tickets) (?:for|to|of|from|in) (?:\w+ ){0,3}exam(?:ination)?s?""",
        this_book="""(?:this|these|our) (?:e-?)?(?:book|booklet|course|class|guide|handbook|manual|tutorial
            |workshop|repo|repository|project|site|website|page|collection|list|quiz|questions|notes|lessons?
            |material|flashcards|deck)""",
        in_class="""in (?:the |our )?(?:class|lectures?|lessons?|tutorials?|seminars?|sessions?)
            |see (?:the |your |our )?(?:lectures?|slides|script|lecture notes|textbook|class)
            |(?:to be |we |we will |will be )discuss(?:ed)?|next (?:time|lesson|class|lecture|session)
            |(?:more|done|comes|follows|explained|shown) later""",
        unknown="""ask(?:ing)?|to be asked|nobody|no one|not yet|(?:i )?(?:do not|don['’]t) know|no idea
            |look (?:it|this) up""",
    ),
    Language(
        code="de",
        puzzle="rätsel|denkaufgabe|knobelei|kata",
        reads="lies|lest|lesen sie",
        beside="""protokolle?|logs?|bildschirmfotos?|screenshots?|mitschrift|konfiguration|versionen
            |fehlerbehebung|änderungen|dateien|daten|tabelle|bild|code|quellcode""",
        interviewed="interviews? mit|gespräch mit|im gespräch|fragen an",
        dialogue="dialoge?|gespräche?|protokoll (?:vom|der)|szenen?|drehbuch|verhöre?|vernehmung(?:en)?|unterhaltung",
        you="""dich|dir|deine?[rmns]?|ihnen|(?:hast|bist|kannst|würdest|machst) du|(?:haben|sind|können|würden
            |machen) sie""",
        speaker="ich|mich|mir|meine?[rmns]?|wir|uns|unsere?[rmns]?",
        except_for="außer|ausser|bis auf",
        front="vorderseite",
        back="rückseite",
        answer="antwort(?:en)?|antw",
        solution="lösung(?:en)?|(?:muster|beispiel)lösung(?:en)?|lösungsvorschlag|lösungsskizze|lösungsweg|auflösung",
        right="richtige?[nrs]?|korrekte?[nrs]?",
        explanation="erklärung(?:en)?|erläuterung(?:en)?|begründung(?:en)?|erklären",
        why="warum|wieso|weshalb",
        question="frage",
        questions="fragen",
        question_letter="f",
        hint="hinweise?|tipps?|hilfestellung",
        example="beispiele?|zum beispiel",
        note="notiz(?:en)?|anmerkung(?:en)?|bemerkung(?:en)?|achtung|warnung|merke",
        references="""quellen?|referenz(?:en)?|literatur|siehe auch|links|weiterführende links|weiterlesen|verweise
            |zum weiterlesen""",
        extra="mehr|weitere[sn]?|hintergrund|zusatz|alternativen?|exkurs",
        aside=r"""beispiele?|zum beispiel|ein beispiel|hinweise?|tipps?|anmerkung(?:en)?|dokumentation|referenz(?:en)?
            |siehe auch|weiterlesen|(?:quellen?|literatur)(?=\W*$)
            |(?:nützliche|weitere|weiterführende|externe) (?:links?|quellen|literatur)(?=\W*$)""",
        exercise=r"aufgaben?|aufgabenstellung|angabe|übung(?:en)?|übungsaufgaben?|problem(?= ?\d)",
        quiz="quiz|test|selbsttest|lernkontrolle|wissenstest|verständnisfragen?|kontrollfragen?",
        says_little="""häufig gestellte fragen|häufige fragen|hilfe|details|mehr anzeigen|du bist dran|denk nach
            |teste dein wissen|teste dich selbst|teste dich""",
        announces="""fragen|testfragen|prüfungsfragen|interviewfragen|prüfung(?:en)?|vorstellungsgespräche?|karteikarten
            |übungsaufgaben|quiz""",
        contents="inhalt|inhaltsverzeichnis|inhaltsübersicht|auf dieser seite",
        sections="""einleitung|einführung|überblick|übersicht|vorwort|voraussetzungen
            |zusammenfassung(?: (?:des|dieses) (?:kapitels|abschnitts))?|fazit|schluss|nächste schritte|lizenz|mitwirken
            |beitragen|kontakt|danksagung|über uns|über mich|autor(?:en)?|haftungsausschluss|impressum|anhang
            |installation|erste schritte""",
        placeholder=f"""(?:folgt in kürze|folgt bald|kommt bald){_AND_INVITES}|folgt noch|fehlt noch|in arbeit
            |(?:noch keine antwort|antwort fehlt|antwort fehlt noch|die antwort fehlt
            |die antwort fehlt noch){_AND_INVITES}|noch zu ergänzen
            |wird noch ergänzt|wird ergänzt|erscheint bald|kommt noch|folgt später|platzhalter|folgt(?= ?[.…!])
            |noch offen(?= ?[.…!])|bald(?= ?[.…!])
            |(?:wird |werden )?(?:in der|im) (?:übung|stunde|tutorium|unterricht|vorlesung|seminar) besprochen""",
        true="wahr|richtig|stimmt",
        false="falsch|unwahr|stimmt nicht",
        reveal="""zeigen|zeige|anzeigen|einblenden|ausblenden|verbergen|aufdecken|aufklappen|ausklappen|klicken|klicke
            |klick|ansehen|mögliche|ausführliche|vollständige""",
        small="hier|zum|zur|die|der|das|ein|eine|um|zu",
        asks=r"""was ist|was sind|was bedeutet|was versteht man|was macht|was passiert|was bewirkt|wie funktioniert
            |wie lautet|wie unterscheid\w+|wozu dient|wofür steht|welche[rsn]? \w+ (?:ist|sind|hat|haben|wird)
            |erkläre?n?(?: sie)?|erläutern?|beschreiben?|nennen?|definieren?|vergleichen?|worin unterscheid\w+
            |worin besteht|unterschied zwischen|(?:warum|wann|wo|wer|wie) (?:ist|sind|wird|werden|sollten?|kann
            |können|muss|müssen|darf|hat|haben)|wie viele?""",
        orders="""schreibe|erstelle|zeichne|finde|berechne|nenne|zähle|implementiere|entwirf|gib|bestimme|bilde|löse
            |ordne|ergänze|übersetze|konfiguriere|installiere|(?:schreib|erstell|zeichn|find|berechn|zähl
            |implementier|entwerf|geb|bestimm|bild|lös|ordn|ergänz|übersetz|konfigurier|installier)en sie""",
        tasks="""denke? (?:darüber|kurz|mal|einmal|nach)|denken sie|denkt|überlege?|überlegt|überlegen sie|diskutiere?
            |diskutiert|diskutieren sie|versuche? (?:es|mal|zu)|versuchen sie|probiere?|probiert|probieren sie|rate mal
            |raten sie|schreibe?|schreiben sie|notiere?|notieren sie|zeichne|zeichnen sie|skizziere|skizzieren sie
            |berechne|berechnen sie|vergleiche|vergleichen sie|beweise|beweisen sie|zeigen sie|nimm dir
            |was (?:denkst|glaubst|meinst|vermutest|erwartest) du
            |was (?:denken|glauben|meinen|vermuten|erwarten) sie""",
        joins="und|oder",
        how_to="wie|welche schritte|nenne die schritte|beschreibe die schritte",
        compares=r"unterschied\w*|unterscheid\w*|vergleich\w*|gegenüber|(?:besser|schlechter) als",
        lists="nenne|nennen|welche|was sind",
        several="""arten|vorteile|nachteile|schritte|phasen|regeln|beispiele|merkmale|eigenschaften|möglichkeiten
            |prinzipien|unterschiede|stufen""",
        which="welche[nrsm]?",
        when="wann|in welchen fällen",
        what="was (?:ist|sind|gibt|wird|macht|passiert|liefert|ergibt|bewirkt|steht|tut|bedeutet)|wozu|wofür",
        follows="folgende[nrs]?|unten|nachstehende[nrs]?",
        this_code=r"""(?:diese[rsmn]?|folgende[rsmn]?|obige[rsmn]?|gegebene[rsmn]?) (?:\w+ ){0,2}(?:codes?|programms?
            |skripts?|funktion|routine|methode|klasse|schleife|abfrage|anweisung(?:en)?|ausdr[uü]cks?|zeilen|richtlinie
            |konfiguration|ausgabe)|gibt (?:das|dies(?:es)?|folgendes)(?: hier)? aus
            |kompiliert (?:das|dies(?:es)?)(?: hier)?(?=\W*\?)""",
        prints=r"""was wird (?:hier )?ausgegeben|ist die ausgabe(?=\?)|wert von [a-z]\d?(?=\W*\?)
            |was gibt (?:das programm|der code|das skript|die funktion|die abfrage) (?:aus|zurück)(?=\W*\?)""",
        shown=r"(?:diese[rsmn]?|folgende[rsmn]?|gegebene[rsmn]?) (?:\w+ ){0,2}(?:tabelle|diagramms?|abbildung|bild)",
        derives="sei(?:en)?|angenommen|nehmen wir an|rechnen wir",
        elsewhere="lies|lesen|lerne?n?|mehr|weiter|dazu|von|auf|artikel|beitrag|seite|diese[rsn]?|erfahren|diskussion",
        how=r"auf welche (?:art|weise)|wie (?:funktionier\w*|arbeite\w*|entsteh\w*)",
        teaser=r"""(?:schauen|sehen) wir uns|das kommt darauf an|es kommt darauf an|das hängt|es hängt|es gibt (?:viele
            |mehrere|verschiedene|einige|zwei|drei|vier|\d+) (?:\w+ ){0,2}(?:möglichkeiten|wege|arten|antworten
            |gründe)""",
        above="""oben|obige[nmrs]?|obenstehende[nmrs]?|vorherige[nmrs]? (?:code|abfrage|beispiel|abbildung|tabelle|text
            |programm|aufgabe|frage)|in diesem (?:beispiel|code|diagramm|text)""",
        negation="nicht|kein(?:e[nmrs]?)?|keinerlei|niemals|nie|ohne",
        says_nothing="""ja|nein|vielleicht|natürlich|manchmal|es kommt darauf an|kommt darauf an|kommt drauf an
            |das hängt davon ab|unbekannt|keine ahnung|weiß nicht|siehe oben|siehe unten|wie oben|dasselbe|ebenso""",
        output="ausgabe|konsolenausgabe",
        all_above="""(?:alle|keine)(?: der)? (?:obigen|genannten)(?: antworten)?|alle antworten|keine der antworten
            |keine davon|alle davon""",
        option="antwort|option|möglichkeit|antwortmöglichkeit",
        difficulty="schwierigkeit|schwierigkeitsgrad|niveau",
        basics="grundlagen|anfänger|einsteiger|leicht|einfach",
        intermediate="mittel|mittelstufe",
        advanced="fortgeschritten|fortgeschrittene|schwer|schwierig|experten?|profis?",
        glossary="glossare?n?|begriffe|fachbegriffe|wörterbuch|wortschatz|vokabeln|abkürzungen|definitionen",
        term="begriffe?|konzepte?|abkürzung(?:en)?|befehle?|fachbegriffe?|wort|wörter",
        definition="definition(?:en)?|bedeutung|beschreibung|übersetzung(?:en)?",
        interview="interviewfragen|vorstellungsgespräche?|bewerbungsgespräche?",
        about="zu|zum|zur|über|für",
        usual="häufige|häufigste|häufigsten|häufig gestellte",
        faq="häufig gestellte fragen|häufige fragen",
        refers="es|sie|ihn|ihm|ihr|davon|dafür|dabei|dies|diese[rsn]?",
        tells="(?:wie|warum|wieso|weshalb|was|wann|wo) (?:ich|wir|mein|unser)",
        key="schlüssel",
        copula="ist|sind",
        because="weil|da|denn",
        asker="""was (?:sie|man|wir) (?:wissen|hören|sehen) (?:wollen|will|möchten|möchte)|worauf (?:sie|wir) achten
            |warum (?:das|die frage|diese frage) gestellt wird|warum (?:sie|man) das (?:fragen|fragt)
            |(?:ziel|zweck) der frage|gefragt von""",
        stem="text|wortlaut|fragetext|fragestellung|aufgabentext",
        wrong="falsche[nrs]?|distraktor(?:en)?",
        feedback="feedback|rückmeldung(?:en)?",
        graded="""teilweise|falsch|sie haben|nicht beantwortet|bisher nicht beantwortet|antwort gespeichert
            |vollständig|nicht bewertet""",
        given="ihre|deine|gewählte|ausgewählte|abgegebene|gegebene|ausgewählt|gewählt",
        shown_above=r"""obige[nmrs]? (?:\w+ )?(?:codes?|programms?|beispiels?|tabelle|diagramms?|abbildung
            |bild(?:es)?|grafik|karte)|(?:code|programm|beispiel|tabelle|diagramm|abbildung|bild|grafik|karte) oben""",
        points="punkte?|pkte?|pkt|p|be",
        short="antw|lsg|lös",
        exam_questions=r"""prüfungsfragen|examensfragen|klausurfragen|prüfungsthemen|(?:fragen|themen|antworten)
            (?:zur|für die|aus der|auf die|der) (?:\w+ ){0,2}(?:prüfung|klausur)""",
        this_book="""(?:diese[rsmn]?|unsere?[rsmn]?) (?:buch(?:es)?|kurs(?:es)?|skript(?:s|um|ums)?|repo
            |repository|seiten?|sammlung|liste|fragen|karten|handbuchs?|leitfadens?|website|projekts?)""",
        in_class=r"""(?:siehe|s\.|vgl\.) (?:vorlesung|skript|folien?|unterricht|übung|kurs)|(?:in|im
            |während) (?:der |dem )?(?:vorlesung|unterricht|übung|stunde|seminar|kurs)(?: \w+)?|besprechen wir
            |besprochen|nächstes mal|nächste (?:stunde|vorlesung)""",
        unknown="""(?:nach)?fragen|frage? (?:nach|mal)|niemand|noch nicht|noch keine[rs]?
            |(?:ich )?weiß (?:ich )?nicht|keine ahnung|nachschlagen""",
    ),
    Language(
        code="fr",
        puzzle="énigme|devinette|casse-tête|kata",
        reads="lis|lisez",
        beside="""journa(?:l|ux)|captures? d['’]écran|transcription|configuration|dépannage|modifications
            |fichiers?|données|tableau|image|code""",
        interviewed="entretiens? avec|rencontre avec|questions à|interview d[eu’']",
        dialogue="dialogues?|conversations?|procès-verbal|compte rendu|scènes?|audition|transcription",
        you="vous|votre|vos|toi",
        speaker="moi|mon|mes|nous|notre|nos|j['’](?:ai|aime|avais|étais)",
        except_for="sauf|excepté",
        front="recto|face",
        back="verso|dos",
        answer="réponses?",
        solution="solutions?|corrigés?|correction",
        right="correcte?s?|bonnes?|justes?",
        explanation="explications?|expliquée?|justification",
        why="pourquoi",
        question="question",
        questions="questions",
        hint="indice|astuces?|coup de pouce|aide",
        example="exemples?|par exemple",
        note="notes?|remarques?|conseils?|avertissement",
        references="""références?|liens|liens utiles|sources?|ressources|bibliographie|voir aussi|pour aller plus loin
            |en savoir plus|lectures?""",
        extra="plus|autres?|contexte|détails|compléments?|indices|indications?",
        aside=r"""exemples?|par exemple|un exemple|remarques?|astuces?|conseils?|documentation|références?|voir aussi
            |en savoir plus|pour aller plus loin|(?:liens|ressources|lectures?)(?=\W*$)
            |(?:liens|ressources) (?:utiles|externes|complémentaires)(?=\W*$)""",
        exercise=r"exercices?|énoncés?|consigne|défis?|travail à faire|problème(?= ?\d)",
        quiz="quiz|qcm|testez-vous|autoévaluation|auto-évaluation",
        says_little="""à vous de jouer|à toi de jouer|foire aux questions|questions fréquentes|aide|détails|voir plus
            |en savoir plus|vérifiez votre compréhension|vérifiez vos connaissances|testez vos connaissances
            |teste tes connaissances""",
        announces="questions?|entretiens?|examens?|exercices|qcm|quiz",
        contents="sommaire|table des matières|contenu|sur cette page",
        sections="""introduction|aperçu|vue d['’]ensemble|préface|prérequis
            |résumé(?: (?:du chapitre|de la section|de la leçon))?|conclusions?|prochaines étapes|licence
            |contribu(?:er|tions?|teurs)|contact|remerciements|à propos|auteurs?|avertissement|annexes?|installation
            |pour commencer|premiers pas""",
        placeholder=f"""pas encore de réponse{_AND_INVITES}|(?:bientôt disponible|arrive bientôt){_AND_INVITES}
            |sera ajoutée? (?:bientôt|plus tard)|à compléter|à rédiger|en cours de rédaction|en construction
            |bientôt(?= ?[.…!])|à faire(?= ?[.…!])|à venir(?= ?[.…!])
            |(?:sera |seront )?(?:corrigée?s?|traitée?s?|vue?s?) en (?:td|classe|cours)""",
        true="vrai",
        false="faux",
        reveal="voir|révéler|afficher|masquer|montrer|dévoiler|cliquez|cliquer|déplier|découvrir",
        small="ici|pour|la|le|les|votre|vos|du",
        asks=r"""qu['’]est-ce|qu['’]est ce|quel est|quelle est|quels sont|quelles sont|pourquoi (?:est|utilis|faut
            |le|la|les|un|une|on|ne)|comment (?:est|peut|faire|fonctionne|ça|se|sont|utilis\w+|créer|on)|expliquez
            |explique|décrivez|définissez|citez|comparez|que signifie|que fait|que se passe|à quoi sert
            |à quoi servent|en quoi|quelle? différence|différence entre|(?:quand|où|qui) (?:est|sont|peut|peuvent
            |faut|doit|utilis\w+)""",
        orders="""écrivez|faites|créez|calculez|citez|donnez|nommez|dessinez|trouvez|complétez|déterminez|montrez
            |implémentez|classez|rangez|listez|énumérez|traduisez|résolvez|expliquer|définir|citer|décrire|comparer|donner""",
        tasks="""réfléchis(?:sez|sons)?|discutez|essayez|essaie|devinez|écrivez|notez|dessinez|calculez|comparez
            |démontrez|montrez|estimez|prenez (?:un|une|le)|que pensez-vous|que penses-tu|à votre avis|à ton avis
            |selon vous|d['’]après vous""",
        joins="et|ou",
        how_to="comment|quelles sont les étapes",
        compares=r"différences?|diffère\w*|comparez|comparer|comparaison|(?:mieux|meilleure?s?|pire) que",
        lists="quels sont|quelles sont|citez|énumérez|nommez|listez",
        several="""types|avantages|inconvénients|étapes|règles|exemples|caractéristiques|principes|différences|façons
            |méthodes|phases""",
        which="quel(?:le)?s?|lequel|laquelle|lesquel(?:le)?s",
        when=r"quand (?:faut|doit|utilis\w+|est|peut|et)|dans quels cas",
        what="que|quoi",
        follows="suivante?s?|ci-dessous|ci-après",
        this_code=r"""(?:ce|cet|cette|ces) (?:\w+ ){0,2}(?:code|programme|script|extrait|fonction|routine|méthode|classe
            |boucle|requête|instructions?|expressions?|lignes|politique|configuration|sortie)|(?:code|programme|script
            |extrait|fonction|méthode|classe|boucle|requête|instructions?|expressions?|lignes) (?:\w+ )?(?:suivante?s?
            |ci-dessous)|(?:affiche|affichera|retourne|renvoie) (?:ceci|cela|ce qui suit)
            |(?:ceci|cela|ça) compile(?:-t-il)?(?=\W*\?)""",
        prints=r"""est la sortie(?=\W*\?)|valeur de [a-z]\d?(?=\W*\?)
            |(?:affiche|renvoie|retourne) (?:le (?:programme|code|script)|la (?:fonction|requête))(?=\W*\?)""",
        shown=r"(?:ce|cet|cette|ces) (?:\w+ ){0,2}(?:tableau|diagramme|schéma|image|figure)",
        derives="soit|soient|supposons|posons|calculons",
        elsewhere="lire|lisez|apprendre|apprenez|plus|sur|cet|cette|article|page|suite|savoir|discussion",
        how=r"comment (?:fonctionn\w+|marche\w*|se|est|sont)|de quelle (?:manière|façon)",
        teaser=r"""cela dépend|ça dépend|il existe (?:plusieurs|de nombreuses|de nombreux|différentes|deux
            |trois) (?:\w+ ){0,2}(?:façons|méthodes|manières|solutions)
            |il y a (?:plusieurs|deux|trois) (?:\w+ ){0,2}(?:façons|méthodes|manières|solutions)|voyons|regardons""",
        above="""ci-dessus|plus haut|(?:code|requête|exemple|tableau|figure|texte|programme|exercice
            |question) précédente?|dans cet exemple""",
        negation="ne|pas|jamais|aucune?|aucunement|rien|sans",
        says_nothing="""oui|non|peut être|bien sûr|parfois|ça dépend|cela dépend|inconnu|je ne sais pas|aucune idée
            |voir ci dessus|voir ci dessous|idem|pareil""",
        output="sortie|affichage",
        all_above="""toutes? les réponses(?: ci-dessus)?|toutes ces réponses
            |aucune (?:de ces réponses|des réponses ci-dessus)|tout ce qui précède""",
        option="réponses?|option|choix|proposition",
        difficulty="difficulté|niveau",
        basics="fondamentaux|débutante?s?|facile",
        intermediate="intermédiaires?|moyen",
        advanced="avancée?s?|difficile|experte?s?",
        glossary="glossaires?|termes|vocabulaire|définitions|lexique|acronymes|abréviations",
        term="termes?|notions?|concepts?|sigles?|acronymes?|commandes?|mots?",
        definition="définitions?|significations?|descriptions?|traductions?",
        interview="entretiens?|entretiens? d[’']embauche|entretiens? techniques?",
        about="de|d|sur|pour",
        usual="générales|fréquentes|courantes|plus fréquentes|plus posées",
        faq="foire aux questions|questions fréquentes",
        refers="il|elle|ils|elles|cela|ça|ceci|celui-ci|celle-ci",
        tells="(?:comment|pourquoi|quand|où) (?:je|j|nous|on|mon|notre)",
        answer_letter="r",
        key="clés?|corrigés?",
        copula="est|sont",
        because="car|parce que|puisque",
        asker="""ce qu['’]on (?:cherche|attend|veut savoir|veut entendre)
            |ce que le recruteur (?:veut savoir|attend|cherche)|pourquoi cette question|pourquoi on la pose
            |(?:objectif|but) de la question|posée (?:par|chez)""",
        stem="texte|énoncé",
        wrong="fausses?|mauvaises?|incorrectes?|distracteurs?",
        feedback="rétroaction|commentaires?",
        graded="""partiellement|vous en avez sélectionné correctement|non répondue?|pas encore répondu
            |terminée?|non notée?""",
        given="votre|ta|donnée|choisie|sélectionnée|vous avez répondu",
        shown_above=r"""(?:code|programme|exemple|requête|tableau|diagramme|schéma|image|figure|carte
            |graphique) (?:ci-dessus|plus haut)""",
        points="points?|pts?",
        short="rép|sol",
        exam_questions=r"""(?:questions|sujets) d['’](?:examen|oral)|(?:questions|sujets) de (?:cours|colles?|khôlles?)
            |réponses (?:à|aux|pour) (?:l['’]|\w+ ){0,3}examens?""",
        this_book="""(?:ce|cet|cette|ces|notre|nos) (?:livre|cours|guide|manuel|dépôt|site|page|recueil|liste
            |questions|fiches|projet|formation)""",
        in_class="""en (?:cours|classe|td|tp)|voir (?:le |les )?(?:cours|poly|polycopié|diapos)
            |la prochaine (?:fois|séance)|à discuter""",
        unknown="à demander|demander (?:à|au)|personne n['’]|pas encore|(?:je )?(?:ne )?sais pas|aucune idée",
    ),
    Language(
        code="es",
        puzzle="acertijo|enigma|adivinanza|kata",
        reads="lee|lea|leed|lean",
        beside="""registros?|capturas? de pantalla|transcripción|configuración|solución de problemas|cambios
            |archivos?|datos|tabla|imagen|código""",
        interviewed="entrevistas? (?:con|a)|conversación con|preguntas a",
        dialogue="diálogos?|conversación|conversaciones|actas?|escenas?|transcripción|guion",
        you=r"usted(?:es)?|tú|tus|contigo|vosotr[oa]s|vuestr[oa]s?|te (?!\w*n\b)\w+",
        speaker="yo|me|mis?|mí|nos|nosotr[oa]s|nuestr[oa]s?",
        except_for="excepto|salvo|menos",
        front="anverso|frente|anterior",
        back="reverso|dorso|reverso|posterior",
        answer="respuestas?|resp|rpta|rta",
        solution="soluci[oó]n|soluciones|solucionario",
        right="correctas?|correctos?",
        explanation="explicaci[oó]n|explicaciones|justificaci[oó]n|explicar",
        why="por qué",
        question="pregunta",
        questions="preguntas",
        question_letter="p",
        hint="pistas?|sugerencias?",
        example="ejemplos?|por ejemplo",
        note="notas?|consejos?|observaciones|advertencia|atenci[oó]n",
        references="""referencias?|enlaces|fuentes?|recursos|bibliograf[ií]a|véase también|ver también|lecturas?
            |para saber más|más información""",
        extra="más|otr[oa]s?|contexto|detalles|alternativas?",
        aside=r"""ejemplos?|por ejemplo|un ejemplo|notas?|consejos?|documentaci[oó]n|referencias?|véase también
            |ver también|para saber más|(?:enlaces|fuentes?|recursos|lecturas?)(?=\W*$)
            |(?:enlaces|recursos|lecturas) (?:útiles|externos|adicionales)(?=\W*$)""",
        exercise=r"ejercicios?|enunciado|tareas?|retos?|desaf[ií]os?|problema(?= ?\d)",
        quiz="cuestionario|autoevaluaci[oó]n",
        says_little="""preguntas frecuentes|ayuda|detalles|ver más|tu turno|inténtalo|comprueba tu comprensi[oó]n
            |comprueba tus conocimientos|pon a prueba tus conocimientos|ponte a prueba""",
        announces="preguntas|entrevistas?|cuestionarios?|ex[aá]men(?:es)?|ejercicios|quiz",
        contents="contenidos?|índice|tabla de contenidos?|en esta página",
        sections="""introducción|resumen(?: (?:del capítulo|de la sección|de la lección))?|visión general|prólogo
            |prefacio|requisitos|prerrequisitos|requisitos previos|conclusi(?:ón|ones)|próximos pasos|siguientes pasos
            |licencia|contribu(?:ir|ciones|idores|ye)|cómo contribuir|c[oó]mo (?:usar|utilizar)|contacto|agradecimientos
            |acerca de|sobre m[ií]|sobre nosotros|autor(?:es)?|descargo de responsabilidad|apéndice|instalación
            |primeros pasos|para empezar""",
        placeholder=f"""en construcci[oó]n|se añadirá (?:pronto|más tarde)|disponible pronto|sin respuesta(?= ?[.…!])
            |(?:aún|todavía) sin respuesta{_AND_INVITES}|pendiente(?: de (?:respuesta|responder|completar)|(?= ?[.…!]))
            |por completar|por escribir|pr[oó]ximamente(?= ?[.…!])
            |se (?:verá|resolverá|corregirá) en clase|en breve(?= ?[.…!])|por hacer(?= ?[.…!])""",
        true="verdadero|cierto",
        false="falso",
        reveal="ver|mostrar|ocultar|revelar|haz clic|haga clic|clic|desplegar|muestra|posible",
        small="aquí|para|el|la|las|los|tu|del|al",
        asks="""qué es|qué son|qué significa|qué hace|qué diferencia|cuál es|cuáles son|cómo (?:se|funciona|puedes?
            |puedo|crear|usar|est[aá]|es)|por qué (?:es|se|son|no|usar|el|la)|para qué (?:sirve|se)|explica|explique
            |describe|describa|defina|diferencia entre|diferencias entre|verdadero o falso|compara
            |quién(?:es)? (?:puede|pueden|debe)|cuándo (?:se|es|debe|usar)""",
        orders="""escribe|escriba|haz|haga|crea|cree|calcula|calcule|nombra|enumera|enumere|dibuja|encuentra
            |completa|menciona|mencione|implementa|ordena|ordene|resuelve|traduce|indica|da un|dé un|cita""",
        tasks="""piense|piensen|reflexiona|reflexione|discute|discutan|intente|adivina|adivine|escriba|escriban|dibuje
            |dibujen|calcule|calculen|demuestre|tómate|piensa (?:en|un)|escribe un|escribe una|qué crees|qué cree usted
            |qué piensas|qué opinas|crees que""",
        joins="y|o",
        how_to="c[oó]mo|cuáles son los pasos",
        compares=r"diferencias?|diferencia\w*|compara|comparar|comparación|frente a|(?:mejor|peor) que",
        lists="cuáles son|enumera|enumere|nombra|menciona",
        several="""tipos|ventajas|desventajas|pasos|etapas|fases|reglas|ejemplos|características|principios|diferencias
            |formas|métodos""",
        which="cuál(?:es)?",
        when="cuándo|en qué casos",
        what="qué",
        follows="siguientes?|a continuaci[oó]n|abajo",
        this_code=r"""(?:este|esta|estos|estas|siguientes?) (?:\w+ ){0,2}(?:código|programa|fragmento|script|función
            |rutina|método|clase|bucle|consulta|instrucci[oó]n|instrucciones|expresi[oó]n|líneas|política|configuración
            |salida)|(?:código|programa|fragmento|función|método|clase|bucle|consulta) siguiente
            |(?:imprime|imprimirá|muestra|mostrará|devuelve) (?:esto|lo siguiente)
            |compila esto(?=\W*\?)""",
        prints=r"""(?:es|será) la salida(?=\?)|valor de [a-z]\d?(?=\W*\?)
            |qué (?:imprime|muestra|devuelve) (?:el (?:programa|código|script)|la (?:función|consulta))(?=\W*\?)""",
        shown=r"(?:este|esta|siguiente) (?:\w+ ){0,2}(?:tabla|diagrama|imagen|figura|gráfico)",
        derives="sea|sean|supongamos|supón|calculemos",
        elsewhere="leer|lee|aprender?|aprende|más|desde|en|este|esta|artículo|página|seguir leyendo|discusión|debate",
        how=r"cómo (?:funciona\w*|trabaja\w*|se|es|son)|de qué (?:manera|forma)",
        teaser=r"""depende|veamos|existen (?:muchas|varias|diferentes|dos|tres) (?:\w+ ){0,2}(?:formas|maneras|opciones)
            |hay (?:muchas|varias|diferentes|dos|tres) (?:\w+ ){0,2}(?:formas|maneras|opciones)""",
        above="""de arriba|más arriba|(?:código|consulta|ejemplo|tabla|figura|texto|programa|ejercicio
            |pregunta) anterior|en este ejemplo""",
        negation="no|nunca|ningún|ninguna|tampoco|nada|sin",
        says_nothing="""sí|no|quizás|tal vez|por supuesto|a veces|depende|desconocido|no sé|no lo sé|ni idea|ver arriba
            |ver abajo|lo mismo|ídem""",
        output="salida",
        all_above="""todas las (?:anteriores|respuestas|opciones)|ninguna de las (?:anteriores|respuestas|opciones)
            |ninguna es correcta""",
        option="opci[oó]n|respuesta|alternativa",
        difficulty="dificultad|nivel",
        basics="b[aá]sic[oa]s?|fundamentos|principiantes?|f[aá]cil",
        intermediate="intermedi[oa]s?|medio",
        advanced="avanzad[oa]s?|dif[ií]cil|expert[oa]s?",
        glossary="glosarios?|términos|vocabulario|definiciones|acr[oó]nimos|abreviaturas",
        term="términos?|conceptos?|siglas?|comandos?|palabras?",
        definition="definici[oó]n|definiciones|significados?|descripci[oó]n|traducci[oó]n|traducciones",
        interview="entrevistas?|entrevistas? (?:de trabajo|laboral(?:es)?|técnicas?)",
        about="de|del|para|sobre|en|de la|para la",
        usual="frecuentes|t[ií]picas|comunes|m[aá]s (?:comunes|frecuentes)",
        faq="preguntas frecuentes",
        refers="esto|eso|ello|este|estos",
        tells="(?:cómo|como|por qué|cuándo) (?:hemos|he|hice|hicimos|nos|mi|nuestro)",
        answer_letter="r",
        key="claves?|plantilla",
        copula="es|son",
        because="porque|ya que|pues",
        asker="""qué (?:buscan|quieren saber|quieren oír|se busca|se quiere saber)|por qué (?:lo |la |te lo )?preguntan
            |(?:objetivo|propósito) de la pregunta|preguntad[ao] (?:en|por)""",
        stem="texto|enunciado",
        wrong="incorrectas?|erróneas?|distractor(?:es)?",
        feedback="retroalimentación",
        graded="""parcialmente|incorrect[ao]|ha seleccionado correctamente|sin contestar|sin responder aún
            |finalizad[ao]|sin calificar""",
        given="su|tu|seleccionada|elegida|dada|ha respondido",
        shown_above=r"""(?:código|programa|ejemplo|consulta|tabla|diagrama|imagen|figura|mapa
            |gráfico) (?:de (?:más )?arriba|anterior)""",
        points="puntos?|ptos?|pts?",
        short="resp|rpta|rta|sol",
        exam_questions=r"""(?:preguntas|respuestas|temas) (?:de|del|al|para|para el) (?:examen|exámenes)
            |bolillas (?:de|del) examen""",
        this_book="""(?:este|esta|estos|estas|nuestro|nuestra) (?:libro|curso|guía|manual|repo|repositorio
            |sitio|página|colección|lista|preguntas|apuntes|proyecto|tarjetas)""",
        in_class="""en (?:la )?clase|ver (?:los |las )?(?:apuntes|clase|diapositivas)|(?:próximo
            |próxima) (?:clase|sesión)""",
        unknown="preguntar|pregunta a|nadie|todavía no|aún no|no (?:lo )?sé|ni idea",
    ),
    Language(
        code="pt",
        puzzle="charada|enigma|kata",
        reads="leia|leiam",
        beside="""registros?|capturas? de tela|transcrição|configuração|solução de problemas|alterações|arquivos?
            |dados|tabela|imagem|código""",
        interviewed="entrevistas? (?:com|a)|conversa com|perguntas a",
        dialogue="diálogos?|conversas?|atas?|cenas?|transcrição|roteiro",
        you="vocês?|contigo|teus?|tuas?",
        speaker="eu|meus?|minhas?|nós|nossos?|nossas?",
        except_for="exceto|salvo|menos",
        front="frente",
        back="verso",
        answer="respostas?|resp|gabaritos?|gab",
        solution="soluç(?:ão|ões)|resoluç(?:ão|ões)",
        right="corretas?|corretos?|cert[ao]s?",
        explanation="explicaç(?:ão|ões)|justificativa|explicar",
        why="por que|por quê|porquê",
        question="pergunta|questão",
        questions="perguntas|questões",
        question_letter="p",
        hint="dicas?|pistas?|sugest(?:ão|ões)",
        example="exemplos?|por exemplo",
        note="notas?|observaç(?:ão|ões)|conselhos?|atenção|aviso",
        references="""referências?|fontes?|recursos|bibliografia|veja também|ver também|leituras?|links úteis|saiba mais
            |para saber mais""",
        extra="mais|outr[oa]s?|contexto|detalhes|alternativas?",
        aside=r"""exemplos?|por exemplo|um exemplo|notas?|dicas?|observa(?:ção|ções)|documentação|referências?
            |veja também|leia mais|saiba mais|(?:fontes?|recursos|leituras?)(?=\W*$)
            |(?:links|recursos|leituras) (?:úteis|externos|adicionais)(?=\W*$)""",
        exercise=r"exercícios?|enunciado|tarefas?|desafios?|problema(?= ?\d)",
        quiz="questionário|autoavaliação",
        says_little="""perguntas frequentes|sua vez|ajuda|detalhes|ver mais|mostrar mais|verifique sua compreensão
            |verifique seu entendimento|teste sua compreensão|teste seu conhecimento|teste seus conhecimentos""",
        announces="perguntas|questões|entrevistas?|questionários?|provas|exames?|exercícios|simulados?|quiz",
        contents="conteúdos?|índice|sumário|nesta página",
        sections="""introdução|resumo(?: (?:do capítulo|da seção|da aula))?|visão geral|prefácio|requisitos
            |pré-requisitos|conclus(?:ão|ões)|próximos passos|licença|contribu(?:ir|ições|indo|idores)|como contribuir
            |como (?:usar|utilizar)|contato|contacto|agradecimentos|sobre|sobre mim|sobre nós|autor(?:es)?|aviso legal
            |apêndice|instalação|primeiros passos""",
        placeholder=f"""ainda sem resposta{_AND_INVITES}|pendente(?= ?[.…!])|em construção|será adicionad[oa]
            |a completar|por escrever|em andamento|sem resposta(?= ?[.…!])|em breve(?= ?[.…!])|a fazer(?= ?[.…!])""",
        true="verdadeir[oa]|certo",
        false="fals[oa]|errado",
        reveal="ver|mostrar|mostre|ocultar|esconder|revelar|clique|exibir|expandir|possível",
        small="aqui|para|as|os|o|sua|seu",
        asks="""o que (?:é|são|significa|faz|acontece)|qual é|quais são|qual a diferença|como (?:se|funciona|posso
            |você|criar|usar|fazer|é)|por que (?:é|se|são|não|usar|os?|as?|uma?)|para que serve|explique|descreva
            |defina|diferença entre|diferenças entre|verdadeiro ou falso""",
        orders="""escreva|crie|calcule|cite|liste|nomeie|desenhe|encontre|mencione|implemente|ordene|resolva|traduza
            |indique|faça|converta|modifique|corrija|dê""",
        tasks="""pense|pensem|reflita|reflitam|discuta|discutam|tente|tentem|adivinhe|escreva|escrevam|desenhe|desenhem
            |calcule|calculem|compare|demonstre|estime|anote|o que você (?:acha|pensa)|o que achas|na sua opinião""",
        joins="e|ou",
        how_to="como|quais são os passos|quais são as etapas",
        compares=r"diferenças?|diferencia\w*|compara|comparar|comparação|(?:melhor|pior) (?:do )?que",
        lists="quais são|cite|liste|enumere|mencione",
        several="""tipos|vantagens|desvantagens|passos|etapas|fases|regras|exemplos|características|princípios
            |diferenças|formas|métodos""",
        which="qual|quais",
        when="quando (?:usar|utilizar|devo|devemos|deve|é|vale|ele|ela)|em que casos|em quais casos",
        what="o que",
        follows="seguintes?|a seguir|abaixo",
        this_code=r"""(?:este|esta|estes|estas|esse|essa|seguinte|seguintes) (?:\w+ ){0,2}(?:código|programa|trecho
            |script|função|rotina|método|classe|laço|consulta|instru(?:ção|ções)|express(?:ão|ões)|linhas|política
            |configuração|saída)|(?:código|programa|trecho|função|método|classe|laço|consulta) (?:a seguir|abaixo)
            |(?:imprime|mostra|retorna) (?:isto|isso)|(?:isto|isso) (?:vai )?(?:imprime|imprimir|retorna)
            |(?:isto|isso) compila(?=\W*\?)""",
        prints=r"""(?:é|será) a saída(?=\?)|valor de [a-z]\d?(?=\W*\?)
            |o que (?:o (?:programa|código|script)|a (?:função|consulta)) (?:imprime|exibe|mostra|retorna)(?=\W*\?)""",
        shown=r"(?:este|esta|esse|essa|seguinte) (?:\w+ ){0,2}(?:tabela|diagrama|imagem|figura|gráfico)",
        derives="seja|sejam|suponha|suponhamos|calculemos",
        elsewhere="ler|leia|aprender|aprenda|mais|em|este|esta|artigo|página|continue lendo|discussão",
        how=r"como (?:funciona\w*|trabalha\w*|é que)|de que (?:maneira|forma)",
        teaser=r"""depende|vejamos|vamos ver|existem (?:muitas|várias|diferentes|duas|três) (?:\w+ ){0,2}(?:formas
            |maneiras|opções)|há (?:muitas|várias|diferentes|duas|três) (?:\w+ ){0,2}(?:formas|maneiras|opções)""",
        above="""acima|(?:código|consulta|exemplo|tabela|figura|texto|programa|exercício|questão) anterior
            |neste exemplo""",
        negation="não|nao|sem|nunca|nenhum|nenhuma",
        says_nothing="""sim|não|talvez|às vezes|depende|desconhecido|não sei|sei lá|ver acima|ver abaixo|veja acima
            |veja abaixo|o mesmo|idem""",
        output="saída|saida",
        all_above="""todas as (?:anteriores|alternativas|respostas|opções)(?: acima)?
            |nenhuma das (?:anteriores|alternativas|respostas|opções)(?: acima)?""",
        option="opção|resposta|alternativa",
        difficulty="dificuldade|nível",
        basics="b[aá]sic[oa]s?|fundamentos|iniciantes?|f[aá]cil|júnior",
        intermediate="intermedi[aá]ri[oa]s?|m[eé]dio",
        advanced="avan[cç]ad[oa]s?|dif[ií]cil|especialistas?|s[êé]nior",
        glossary="glossários?|termos|vocabulário|definições|acrônimos|acrónimos|abreviaturas",
        term="termos?|conceitos?|siglas?|comandos?|palavras?",
        definition="definiç(?:ão|ões)|significados?|descriç(?:ão|ões)|traduç(?:ão|ões)",
        interview="entrevistas?|entrevistas? (?:de emprego|técnicas?)",
        about="de|do|da|para|sobre|em|para a",
        usual="frequentes|t[ií]picas|comuns|mais (?:comuns|frequentes)",
        faq="perguntas frequentes|d[uú]vidas frequentes",
        refers="isso|isto|ele|ela|eles|elas",
        tells="(?:como|por que|quando) (?:eu|nós|a gente|meu|nosso)",
        answer_letter="r",
        key="chave|gabarito",
        copula="é|são",
        because="porque|pois|já que",
        asker="""o que (?:querem saber|querem ouvir|se busca|buscam)|por que (?:perguntam|fazem essa pergunta)
            |objetivo da (?:pergunta|questão)|perguntad[ao] (?:em|por)""",
        stem="texto|enunciado",
        wrong="incorretas?|erradas?|distrator(?:es)?",
        feedback="feedback",
        graded="parcialmente|incorret[ao]|está|não respondid[ao]|ainda não respondida|completo|não avaliad[ao]",
        given="sua|tua|selecionada|escolhida|dada|você respondeu",
        shown_above=r"""(?:código|programa|exemplo|consulta|tabela|diagrama|imagem|figura|mapa|gráfico) (?:acima
            |anterior)""",
        points="pontos?|pts?|valor(?:es)?",
        short="resp|gab|sol",
        exam_questions="""(?:perguntas|questões|respostas|temas) (?:da|de|do|para a|para o) (?:provas?|exames?)""",
        this_book="""(?:este|esta|estes|estas|esse|essa|deste|desta|neste|nesta|desse|dessa|nosso
            |nossa) (?:livro|curso|guia|manual|repositório|site|página|coleção|lista|perguntas|apostila|projeto
            |notas)""",
        in_class="(?:na|em) (?:aula|sala)|ver (?:a )?(?:aula|apostila)|próxima aula",
        unknown="perguntar|ninguém|ainda não|não sei|sem ideia",
    ),
    Language(
        code="it",
        puzzle="indovinello|enigma|kata",
        reads="leggi|leggete|legga",
        beside="""registro|schermat[ae]|trascrizione|configurazione|risoluzione dei problemi|modifiche|file|dati
            |tabella|immagine|codice""",
        spoken="intervista|verbale",
        interviewed="intervist[ae] (?:a|con)|conversazione con|domande a",
        dialogue="dialog(?:o|hi)|conversazion[ei]|verbal[ei]|scen[ae]|trascrizion[ei]|copione",
        you="ti|voi|vostr[oaie]|tuo|tua|tuoi|tue",
        speaker="io|mi|mio|mia|miei|noi|nostr[oaie]",
        except_for="tranne|eccetto",
        front="fronte",
        back="retro",
        answer="rispost[ae]|risp",
        solution="soluzion[ei]|svolgiment[oi]",
        right="corrett[aeio]|giust[aeio]|esatt[ao]",
        explanation="spiegazion[ei]|motivazione|spiega",
        why="perché",
        question="domanda|quesito",
        questions="domande|quesiti",
        question_letter="d",
        hint="suggeriment[oi]|indizi?o?",
        example="esemp(?:io|i)|ad esempio|per esempio",
        note="not[ae]|consigli[o]?|osservazion[ei]|attenzione|avvertenza",
        references="""riferiment[oi]|collegamenti|font[ei]|risorse|bibliografia|vedi anche|letture|link utili
            |approfondimenti|per approfondire""",
        extra="altr[oiae]|contesto|dettagli|alternativ[ae]",
        aside=r"""esemp(?:io|i)|per esempio|ad esempio|un esempio|not[ae] bene|suggeriment[oi]|consigli|consiglio
            |documentazione|riferiment[oi]|vedi anche|per approfondire|leggi anche|(?:fonti?|risorse|letture)(?=\W*$)
            |(?:link|risorse|letture) (?:utili|esterni|aggiuntive)(?=\W*$)""",
        exercise=r"esercizi[o]?|consegna|traccia|compit[oi]|sfid[ae]|problema(?= ?\d)",
        quiz="autovalutazione",
        says_little="""domande frequenti|tocca a te|aiuto|dettagli|mostra altro|verifica la tua comprensione
            |verifica le tue conoscenze|metti alla prova le tue conoscenze|mettiti alla prova""",
        announces="domande|quesiti|colloqui[o]?|esam[ei]|esercizi|quiz|verifiche",
        contents="contenut[oi]|indice|sommario|in questa pagina",
        sections="""introduzione|panoramica|prefazione|prerequisiti|requisiti
            |(?:riepilogo|riassunto)(?: (?:del capitolo|della sezione|della lezione))?|conclusion[ei]|prossimi passi
            |licenza|contribui(?:re|sci)|contatti|contatto|ringraziamenti|informazioni|autor[ei]|appendice|installazione
            |per iniziare""",
        placeholder=f"""ancora nessuna risposta{_AND_INVITES}|in arrivo|verrà aggiunt[oa]|da completare|da scrivere
            |in costruzione|in lavorazione|prossimamente(?= ?[.…!])|da fare(?= ?[.…!])
            |(?:verrà|sarà) (?:discuss[oa]|svolt[oa]|corrett[oa]) (?:in classe|a lezione)""",
        true="vero",
        false="falso",
        reveal="mostra|nascondi|rivela|vedi|clicca|visualizza|espandi|scopri|possibile",
        small="qui|per|la|le|il|lo|del|al",
        asks="""che cos['’]è|cos['’]è|cosa (?:è|sono|significa|fa|succede)|qual è|quali sono|come (?:si|funziona
            |posso|puoi|creare|fare)|perché (?:è|si|sono|non|usare|il|la)|a cosa serve|spiega|spiegare|descrivi
            |definisci|differenza (?:tra|fra)|differenze (?:tra|fra)|vero o falso|confronta|chi (?:può|deve)
            |quando (?:si|è|conviene)""",
        orders="""scrivi|crea|calcola|elenca|nomina|disegna|trova|completa|indica|implementa|ordina|risolvi|traduci
            |determina|fai un esempio|fornisci""",
        tasks="""pensaci|pensate|pensateci|rifletti|riflettete|discuti|discutete|discutetene|provate|indovinate|scrivi
            |scrivete|disegnate|calcolate|confrontate|dimostrate|stimate|prenditi|secondo te|secondo voi
            |(?:che )?cosa (?:pensi|ne pensi|pensate|ne pensate)""",
        joins="e|ed|o",
        how_to="come|quali sono i passi|quali sono i passaggi",
        compares=r"differenz[ae]|differisc\w+|confront\w+|(?:meglio|peggio) (?:di|che)",
        lists="quali sono|elenca|nomina",
        several="""tipi|vantaggi|svantaggi|passi|passaggi|fasi|regole|esempi|caratteristiche|principi|differenze|modi
            |metodi""",
        which="quale|quali|qual",
        when="quando (?:usare|si|conviene|è|serve|ha)|in quali casi",
        what="cosa|che cosa",
        follows="seguent[ei]|qui sotto|di seguito",
        this_code=r"""(?:quest[oaei]|seguent[ei]) (?:\w+ ){0,2}(?:codice|programma|frammento|script|funzione|routine
            |metodo|classe|ciclo|query|istruzion[ei]|espression[ei]|righe|policy|configurazione|output)
            |(?:codice|programma|frammento|funzione|metodo|classe|ciclo|query) seguente
            |(?:stampa|stamperà|restituisce) (?:questo|quanto segue)
            |questo compila(?=\W*\?)""",
        prints=r"""è l['’]output(?=\?)|valore di [a-z]\d?(?=\W*\?)
            |cosa (?:stampa|restituisce|mostra) (?:il (?:programma|codice)|lo script|la funzione)(?=\W*\?)""",
        shown=r"(?:quest[oa]|seguente) (?:\w+ ){0,2}(?:tabella|diagramma|immagine|figura|grafico)",
        derives="sia|siano|supponiamo|calcoliamo",
        elsewhere="leggi|impara|di più|da|su|questo|questa|articolo|pagina|continua a leggere|discussione",
        how=r"come (?:funzion\w+|lavora\w*|avviene)|in che modo",
        teaser=r"""dipende|vediamo|ci sono (?:molti|vari|diversi|due|tre) (?:\w+ ){0,2}modi
            |esistono (?:molti|vari|diversi|due|tre) (?:\w+ ){0,2}modi""",
        above="""qui sopra|di sopra|sopra|(?:codice|esempio|tabella|figura|testo|programma|esercizio|domanda) precedente
            |in questo esempio""",
        negation="non|senza|mai|nessun[oa]?|niente",
        says_nothing="sì|no|forse|a volte|dipende|sconosciuto|non so|non lo so|vedi sopra|vedi sotto|idem|lo stesso",
        output="uscita",
        all_above="tutte le (?:precedenti|risposte)(?: sono corrette)?|nessuna delle (?:precedenti|risposte)",
        option="opzione|risposta|alternativa",
        difficulty="difficoltà|livello",
        basics="fondamenti|fondamentali|principiant[ei]|facile",
        intermediate="intermedi[oa]|medio",
        advanced="avanzat[oaie]|difficile|espert[oaie]",
        glossary="glossari[o]?|termini|vocabolario|lessico|definizioni|acronimi|abbreviazioni",
        term="termin[ei]|concett[oi]|sigl[ae]|comand[oi]|parol[ae]",
        definition="definizion[ei]|significat[oi]|descrizion[ei]|traduzion[ei]",
        interview="colloqui[o]?|colloqui[o]? (?:di lavoro|tecnic[io])",
        about="di|del|per|su|sul|sulla",
        usual="frequenti|tipiche|comuni|pi[uù] (?:comuni|frequenti)",
        faq="domande frequenti",
        refers="questo|questi|ciò|esso|essa",
        tells="(?:come|perché|quando) (?:ho|abbiamo|il mio|il nostro)",
        answer_letter="r",
        key="chiave|chiavi",
        copula="è|sono",
        because="perché|poiché",
        asker="""(?:che cosa|cosa) vogliono sapere|perché (?:lo|la) chiedono|(?:scopo|obiettivo) della domanda
            |chiesta (?:da|in)""",
        stem="testo",
        wrong="sbagliate|errate|distrattori",
        feedback="feedback|riscontro",
        graded="parzialmente|errat[ao]|sbagliat[ao]|non data|risposta non ancora data|completo|non valutat[ao]",
        given="tua|sua|selezionata|scelta|hai risposto",
        shown_above=r"""(?:codice|programma|esempio|query|tabella|diagramma|immagine|figura|mappa
            |grafico) (?:qui sopra|di sopra|sopra|precedente)""",
        points="punt[io]|pt",
        short="risp|sol",
        exam_questions=r"""(?:domande|risposte|argomenti) (?:d['’]|dell['’]|all['’]|per l['’])(?:esame|orale)
            |domande orali""",
        this_book="""(?:quest[oaie]|nostr[oa]) (?:libro|corso|guida|manuale|repository|sito|pagina|raccolta
            |lista|domande|dispense|progetto)""",
        in_class="""(?:in|a) (?:classe|lezione|aula)|vedi (?:la |le )?(?:lezione|dispense|dispensa)
            |la prossima (?:volta|lezione)""",
        unknown="(?:da )?chiedere|chiedi a|nessuno|non ancora|non (?:lo )?so|nessuna idea",
    ),
    Language(
        code="nl",
        puzzle="raadsel|puzzel|kata",
        reads="lees",
        beside="""logboek|schermafbeelding(?:en)?|transcript|configuratie|probleemoplossing|wijzigingen|bestanden
            |gegevens|tabel|afbeelding|code""",
        interviewed="interview met|in gesprek met|vragen aan",
        dialogue="dialo(?:og|gen)|gesprek(?:ken)?|notulen|scènes?|verslag van|verhoor",
        you="jij|jou|jouw|jullie|(?:heb|ben|kun|doe|ga|zou|vind|wil) je",
        speaker="ik|mij|mijn|wij|ons|onze",
        except_for="behalve",
        front="voorkant|voorzijde",
        back="achterkant|achterzijde",
        answer="antwoord(?:en)?|modelantwoord(?:en)?|antw",
        solution="oplossing(?:en)?|uitwerking(?:en)?",
        right="juiste?|correcte?|goede?",
        explanation="uitleg|verklaring|toelichting|uitgelegd",
        why="waarom",
        question="vraag",
        questions="vragen",
        question_letter="v",
        hint="hints?|aanwijzing(?:en)?",
        example="voorbeeld(?:en)?|bijvoorbeeld",
        note="opmerking(?:en)?|let op|waarschuwing|tips?|notitie",
        references="bronnen|bron|referenties|literatuur|zie ook|verder lezen|meer lezen",
        extra="meer|andere|achtergrond|extra",
        aside=r"""voorbeeld(?:en)?|bijvoorbeeld|een voorbeeld|opmerking(?:en)?|let op|documentatie|referenties?|zie ook
            |verder lezen|lees meer|meer lezen|(?:bronnen|bron|literatuur)(?=\W*$)
            |(?:nuttige|handige|externe|meer) (?:links?|bronnen)(?=\W*$)""",
        exercise=r"oefening(?:en)?|opgaven?|opdracht(?:en)?|uitdaging|probleem(?= ?\d)",
        quiz="quiz|toets|zelftest",
        says_little="""veelgestelde vragen|hulp|details|meer tonen|jouw beurt|test jezelf|test je kennis
            |controleer je kennis""",
        announces="vragen|toetsvragen|examenvragen|examens?|sollicitatievragen|oefeningen|quiz|flashcards",
        contents="inhoud|inhoudsopgave|op deze pagina",
        sections="""inleiding|introductie|overzicht|voorwoord|vereisten|samenvatting|conclusies?|volgende stappen
            |licentie|bijdragen|contact|dankwoord|over ons|over mij|auteurs?|bijlage|installatie|aan de slag""",
        placeholder=f"""nog geen antwoord{_AND_INVITES}|volgt nog|komt nog|verschijnt binnenkort|volgt later
            |nog in te vullen|nog te doen|wordt aangevuld|binnenkort(?= ?[.…!])|volgt(?= ?[.…!])""",
        true="waar|juist",
        false="onwaar|onjuist|niet waar",
        reveal="toon|toont|bekijk|laat zien|zien|verberg|verbergen|klik|weergeven|onthul|mogelijke?|volledige?",
        small="hier|voor|het|de|een|om|te",
        asks=r"""wat is|wat zijn|wat betekent|wat doet|wat gebeurt|welke? \w+ (?:is|zijn|heeft|hebben)|hoe werkt
            |hoe kan|hoe kun|hoe maak|(?:waarom|wanneer|waar|wie) (?:is|zijn|wordt|worden|moet|zou|kan|kun|mag
            |heeft)|waarvoor dient|leg uit|beschrijf|definieer|vergelijk|verschil tussen|waar of niet waar""",
        orders="schrijf|maak|bereken|noem|teken|vind|vul|geef|bepaal|implementeer|rangschik|vertaal",
        tasks="""denk|bedenk|bespreek|discussieer|probeer|raad eens|schrijf|teken (?:een|de|het)|bereken|vergelijk
            |neem even|wat denk je|wat denkt u|wat denken jullie""",
        joins="en|of",
        how_to="hoe|wat zijn de stappen",
        compares=r"verschil\w*|vergelijk\w*|(?:beter|slechter) dan",
        lists="noem|welke|wat zijn",
        several="soorten|voordelen|nadelen|stappen|fasen|regels|voorbeelden|kenmerken|principes|verschillen|manieren",
        which="welke?",
        when="wanneer|in welke gevallen",
        what="wat|waarvoor|waartoe",
        follows="volgende|hieronder|onderstaande",
        this_code=r"""(?:deze|dit|volgende|onderstaande|gegeven) (?:\w+ ){0,2}(?:code|programma|fragment|script|functie
            |methode|klasse|lus|query|opdracht(?:en)?|expressies?|regels)""",
        shown="(?:deze|dit|volgende|onderstaande) (?:tabel|diagram|afbeelding|figuur|grafiek)",
        derives="stel|laten we aannemen|neem aan",
        elsewhere="lees|leer|meer|van|op|dit|deze|artikel|pagina|verder|discussie",
        how="hoe(?! (?:vaak|lang|groot|oud|ver|snel|hoog|heet|heten))|op welke (?:manier|wijze)",
        teaser="dat hangt ervan af|het hangt ervan af|er zijn (?:veel|verschillende|meerdere) manieren|laten we",
        above="""hierboven|bovenstaande|(?:vorige|voorgaande) (?:code|query|voorbeeld|tabel|figuur|tekst|vraag)
            |in dit voorbeeld""",
        negation="niet|geen|nooit|zonder",
        says_nothing="""ja|nee|misschien|natuurlijk|soms|dat hangt ervan af|het hangt ervan af|onbekend|geen idee
            |weet ik niet|zie boven|zie onder|zie hierboven|hetzelfde|idem""",
        prints=r"wat (?:print|drukt|geeft) (?:het programma|de code|het script|de functie)(?: af| terug)?(?=\W*\?)",
        output="uitvoer",
        all_above="""(?:alle|geen van de) bovenstaande(?: antwoorden)?|al het bovenstaande|geen van deze
            |geen van bovenstaande""",
        option="antwoord|optie|keuze|alternatief",
        difficulty="moeilijkheid|moeilijkheidsgraad|niveau",
        basics="beginselen|grondbeginselen|makkelijk|gemakkelijk|eenvoudig",
        intermediate="gemiddeld|middelmatig",
        advanced="gevorderd|gevorderden|moeilijk",
        glossary="""glossaria|verklarende woordenlijst|woordenlijst|woordenschat|woordjes|begrippen|begrippenlijst
            |definities|afkortingen""",
        term="begrip(?:pen)?|termen|concept(?:en)?|afkorting(?:en)?|commando['’]?s?|woord(?:en)?",
        definition="definities?|betekenis(?:sen)?|omschrijving|beschrijving|vertaling(?:en)?",
        interview="sollicitatievragen|sollicitatiegesprek(?:ken)?|interviewvragen",
        about="over|voor|van",
        usual="veelgestelde",
        faq="veelgestelde vragen",
        refers="het|ze|dit|deze|ervan",
        tells="(?:hoe|waarom|wat|wanneer) (?:ik|we|wij|mijn|onze)",
        key="sleutel",
        copula="is|zijn",
        because="omdat|want",
        sample="modelantwoord(?:en)?",
        asker="wat ze willen (?:weten|horen)|waarom ze dit vragen|doel van de vraag",
        stem="tekst|vraagtekst",
        wrong="foute?|onjuiste?|afleiders?",
        feedback="feedback",
        graded="gedeeltelijk|niet beantwoord|nog niet beantwoord|voltooid|goed|niet beoordeeld",
        given="gekozen|geselecteerde?|gegeven|jouw|uw|je",
        shown_above=r"""bovenstaande (?:code|programma|voorbeeld|query|tabel|diagram|afbeelding|figuur|kaart
            |grafiek)|(?:code|programma|voorbeeld|query|tabel|diagram|afbeelding|figuur|kaart|grafiek) hierboven""",
        points="punt(?:en)?|pt|p",
        short="antw|opl",
        exam_questions="examenvragen|tentamenvragen|(?:vragen|antwoorden) (?:voor|van|bij) het (?:examen|tentamen)",
        this_book="""(?:dit|deze|ons|onze) (?:boek|cursus|gids|handleiding|repo|repository|site|website
            |pagina|verzameling|lijst|vragen|project)""",
        in_class=r"""(?:in|tijdens) (?:de )?(?:les|klas|college)(?: \w+)?|zie (?:de |het )?(?:les|college
            |slides)|volgende (?:keer|les)|bespreken we""",
        unknown="(?:na)?vragen|vraag het|niemand|nog niet|weet (?:ik )?niet|geen idee",
    ),
    Language(
        code="pl",
        puzzle="zagadka|łamigłówka|kata",
        reads="przeczytaj|przeczytajcie",
        beside="""dziennik|logi|zrzut(?:y)? ekranu|transkrypcja|konfiguracja|zmiany|pliki|dane|tabela|obraz|kod""",
        interviewed="wywiad z|rozmowa z|pytań do",
        dialogue="dialogi?|rozmow[ay]|protok[oó]ł z|scen[ay]|scenariusz|przesłuchanie",
        you=r"cię|ciebie|tobie|twój|twoja|twoje|pani|pana|panu|państw\w*|wasz\w*",
        speaker=r"mnie|mój|moja|moje|nas|nam|nasz\w*",
        except_for="oprócz|z wyjątkiem",
        front="przód|awers",
        back="tył|rewers",
        answer="odpowied[źz]|odpowiedzi|odp",
        solution="rozwiązani[ea]",
        right="prawidłow[aey]|poprawn[aey]",
        explanation="wyjaśnieni[ea]|objaśnieni[ea]|uzasadnienie",
        why="dlaczego",
        question="pytanie",
        questions="pytania",
        question_letter="p",
        hint="wskazówk[ai]|podpowied[źz]|podpowiedzi",
        example=r"przykład\w*|na przykład",
        note="uwag[ai]|notatk[ai]|porad[ay]|ostrzeżenie",
        references="źródł[ao]|bibliografia|odnośniki|linki|literatura|zobacz też|zobacz także|czytaj dalej|materiały",
        extra=r"więcej|inne|kontekst|szczegóły|dodatkow\w+",
        aside=r"""przykłady?|na przykład|uwag[ai]|wskazówk[ai]|dokumentacja|zobacz też|zobacz także|czytaj dalej
            |więcej informacji|(?:źródł[ao]|odnośniki|linki|materiały|literatura)(?=\W*$)
            |(?:przydatne|dodatkowe|zewnętrzne) (?:linki|materiały|źródła)(?=\W*$)""",
        exercise=r"ćwiczeni[ea]|zada(?:nie|nia)|polecenie|treść zadania|wyzwani[ea]|problem(?= ?\d)",
        quiz="quiz",
        says_little="""najczęściej zadawane pytania|pomoc|szczegóły|pokaż więcej|twoja kolej|sprawdź się
            |sprawdź swoją wiedzę|sprawdź wiedzę|test wiedzy""",
        announces=r"pytania|rozmow\w+ kwalifikacyjn\w+|rekrutacyjn\w+|egzamin\w*|ćwiczenia|fiszki|quiz",
        contents="spis treści|zawartość|na tej stronie",
        sections="""wstęp|wprowadzenie|przegląd|przedmowa|wymagania|podsumowanie|streszczenie|wnioski|zakończenie
            |następne kroki|licencja|współtworzenie|kontakt|podziękowania|o autorze|o nas|autor(?:zy)?|dodatek
            |instalacja|pierwsze kroki""",
        placeholder=f"""do uzupełnienia|pojawi się (?:wkrótce|później)|do zrobienia|w przygotowaniu
            |brak odpowiedzi{_AND_INVITES}|w budowie|w trakcie pisania|w trakcie(?= ?[.…!])|wkrótce(?= ?[.…!])""",
        true="prawda",
        false="fałsz|nieprawda",
        reveal="pokaż|ukryj|zobacz|kliknij|wyświetl|odkryj|rozwiń|przykładow[ea]|wzorcow[ea]",
        small="tutaj|aby|żeby|na",
        asks=r"""co to jest|co to są|co to znaczy|czym jest|czym są|czym różni|czym się|co oznacza|co robi|jaka jest
            |jaki jest|jakie są|jak działa|jak można|jak się|dlaczego \w+|do czego służy|wyjaśnij|opisz|zdefiniuj
            |porównaj|omów|różnica między|prawda czy fałsz|czy \w+|kiedy (?:należy|warto|można|się|używa\w*)|ile \w+""",
        orders="napisz|utwórz|oblicz|wymień|narysuj|znajdź|podaj|uzupełnij|zaimplementuj|rozwiąż|przetłumacz|określ",
        tasks="""pomyśl|pomyślcie|zastanów się|zastanówcie się|przedyskutuj|przedyskutujcie|omówcie|spróbuj|spróbujcie
            |zgadnij|napisz|napiszcie|zapisz|narysuj|narysujcie|oblicz|obliczcie|porównaj|udowodnij|oszacuj|jak myślisz
            |jak sądzisz|co myślisz|co sądzisz""",
        joins="i|oraz|lub|albo",
        how_to="jak|w jaki sposób|jakie są kroki",
        compares=r"różnic\w*|różni|porówn\w*|(?:lepsz\w+|gorsz\w+) (?:niż|od)",
        lists="wymień|jakie są|podaj",
        several="rodzaje|typy|zalety|wady|kroki|etapy|fazy|zasady|przykłady|cechy|różnice|sposoby|metody",
        which=r"któr\w+",
        when="kiedy|w jakich przypadkach",
        what="co (?:jest|robi|zrobi|zwróci|zwraca|wypisze|wyświetli|będzie|oznacza)|po co|do czego|jakie",
        follows=r"następując\w+|poniżej|poniższ\w+",
        this_code=r"""(?:ten|ta|to|te|tego|tej|następujący|następująca|następującego|następującej|poniższy|poniższa
            |poniższego|poniższej|poniższe) (?:\w+ ){0,2}(?:kodu?|programu?|fragmentu?|skryptu?|funkcj[ai]|metod[ay]
            |klas[ay]|pętl[ai]|zapytani[ea]|instrukcj[aei]|wyrażeni[ea]|lini[ei])""",
        shown="(?:ta|tę|tej|ten|tym|poniższ[aeym]+) (?:tabel[aięy]|diagram(?:ie)?|rysun(?:ek|ku))",
        derives="niech|załóżmy|przypuśćmy",
        elsewhere=r"czytaj|przeczytaj|naucz się|więcej|ten|ta|tym|artykuł\w*|stron\w+|dalej|dyskusj\w+",
        how=r"jak (?:działa\w*|powstaj\w+|przebiega\w*|funkcjonuj\w+)",
        teaser="to zależy|zależy od|(?:istnieje|jest) wiele sposobów|zobaczmy|przyjrzyjmy się",
        above=r"""powyżej|powyższ(?:y|a|e|ym|ej|ego)|poprzedni(?:m|ej|ego|a)? (?:kod\w*|przykła\w*|pytani\w*)
            |w tym przykładzie""",
        negation="nie|bez|nigdy",
        says_nothing="""tak|nie|może|być może|oczywiście|czasami|to zależy|zależy|nieznane|nie wiem|patrz wyżej
            |patrz niżej|jak wyżej|to samo""",
        prints=r"co (?:wypisze|wyświetli|zwróci) (?:program|kod|skrypt|funkcja|zapytanie)(?=\W*\?)",
        output="wyjście|wynik działania",
        all_above="(?:wszystkie|żadn[ea]) (?:z )?(?:powyższych|powyższe|wymienionych)(?: odpowiedzi)?",
        option="odpowiedź|opcja|wariant",
        difficulty="trudność|poziom|poziom trudności",
        basics="podstawy|podstawow[yae]|początkujący|łatw[yae]",
        intermediate="średni[ae]?|średniozaawansowan[yae]",
        advanced="zaawansowan[yae]|trudn[yae]|ekspert",
        glossary=r"glosariusz\w*|słownik|słowniczek|słówka|słownictwo|pojęcia|terminy|definicje|skróty",
        term=r"termin\w*|pojęci[ea]|skrót\w*|poleceni[ea]|hasł[oa]|słow[oa]",
        definition=r"definicj[ae]|znaczeni[ea]|opis\w*|tłumaczeni[ea]",
        interview=r"rekrutacyjn\w*|rozmow\w+ (?:kwalifikacyjn\w+|rekrutacyjn\w+)",
        about="z|ze|do|na|dla|o",
        usual="częste|najczęstsze|najczęściej zadawane",
        faq="często zadawane pytania",
        refers="to|ten|jego|jej|ich",
        tells="(?:jak|dlaczego|kiedy) (?:ja|my|nasz)",
        answer_letter="o",
        key="klucz",
        copula="jest|są",
        because="ponieważ|bo|gdyż",
        asker="co chcą (?:wiedzieć|usłyszeć)|dlaczego o to pytają|cel pytania",
        stem="tekst|treść",
        wrong="błędne|niepoprawne|dystraktory",
        feedback="informacja zwrotna",
        graded="""częściowo|poprawnie|niepoprawnie|błędnie|prawidłowo|nieprawidłowo|niepoprawna|błędna|twoja
            |nie udzielono odpowiedzi|zakończone|nie oceniono""",
        given="wybrana|udzielona|twoja",
        shown_above=r"""powyższ(?:y|a|e|ym|ej|ego) (?:kod\w*|program\w*|przykład\w*|zapytani\w*|tabel\w+|diagram\w*
            |rysun\w+|obraz\w*|map\w+|wykres\w*)|(?:kod\w*|program\w*|tabel\w+|rysun\w+|obraz\w*) powyżej""",
        points="punkt(?:y|ów)?|pkt",
        short="odp|rozw",
        exam_questions=r"""(?:pytania|zagadnienia|odpowiedzi|tematy) (?:na|do|z) (?:\w+ ){0,2}(?:egzamin\w*|obron\w*
            |matur\w*)            |(?:pytania|zagadnienia) (?:egzaminacyjne|maturalne)""",
        this_book=r"""(?:te|tej|tego|tym|tych|tę|ta|ten|to) (?:książk\w+|kurs\w*|poradnik\w*|podręcznik\w*
            |repozytori\w+|stron\w+|list\w+|pyta\w+|projek\w+|materia\w+)""",
        in_class=r"""na (?:lekcji|zajęciach|wykładzie|ćwiczeniach|szkoleniu)|(?:patrz|zob\.?
            |zobacz) (?:wykład|skrypt|slajdy|notatki)|omówimy|następnym razem""",
        unknown="zapytać|spytać|zapytaj|nikt|jeszcze nie|nie wiem",
    ),
    Language(
        code="sv",
        puzzle="gåta|kluring|kata",
        reads="läs",
        beside="""logg(?:ar)?|skärmbild(?:er)?|konfiguration|felsökning|ändringar|filer|data|tabell|bild|kod""",
        interviewed="intervju med|samtal med|frågor till",
        dialogue="dialog(?:er)?|samtal|protokoll från|scen(?:er)?|förhör|manus",
        you="dig|dina|ditt|(?:har|är|kan|gör|vill) du",
        speaker="jag|mig|mitt|mina",
        except_for="utom",
        front="framsida",
        back="baksida",
        answer="svar|svaret|svaren|exempelsvar",
        solution="lösning(?:ar)?|lösningen|facit",
        right="rätta?|korrekt",
        explanation="förklaring(?:ar)?|förklara|motivering",
        why="varför",
        question="fråga",
        questions="frågor",
        question_letter="f",
        answer_letter="s",
        hint="ledtråd(?:ar)?",
        example="exempel|till exempel",
        note="anmärkning(?:ar)?|notera|obs|varning|kommentar|tips",
        references="källor|källa|referenser|länkar|litteratur|se även|läs mer|vidare läsning",
        extra="mer|andra|bakgrund|alternativ|fördjupning",
        aside=r"""exempel|till exempel|ett exempel|anmärkning(?:ar)?|notera|dokumentation|referens(?:er)?|se även
            |läs mer|vidare läsning|(?:källor|källa|länkar|litteratur)(?=\W*$)
            |(?:användbara|fler|externa) (?:länkar|källor|resurser)(?=\W*$)""",
        exercise=r"övning(?:ar)?|uppgift(?:er)?|utmaning(?:ar)?|problem(?= ?\d)",
        quiz="quiz|kontrollfråg(?:a|or)|självtest",
        says_little="vanliga frågor|din tur|hjälp|detaljer|visa mer|testa dig själv|testa dina kunskaper",
        announces="frågor|tentafrågor|intervjufrågor|provfrågor|tenta|tentamen|övningar|quiz",
        contents="innehåll|innehållsförteckning|på denna sida|på den här sidan",
        sections="""inledning|introduktion|översikt|förord|förkunskaper|krav|sammanfattning|slutsats(?:er)?|nästa steg
            |licens|bidra|kontakt|tack|om oss|om mig|författare|bilaga|installation|kom igång""",
        placeholder=f"""inget svar än(?:nu)?{_AND_INVITES}|kommer snart|läggs till senare|kommer inom kort|ska fyllas i
            |under arbete|under uppbyggnad|att göra(?= ?[.…!])""",
        true="sant|rätt",
        false="falskt?|fel|osant",
        reveal="visa|se|klicka|dölj|avslöja|möjlig",
        small="här|för|att|det",
        asks=r"""vad är|vad betyder|vad gör|vad händer|vad menas|vilken \w+ (?:är|har)|vilka \w+ (?:är|har|finns)
            |vilka är|hur fungerar|hur kan|hur gör|hur skapar|hur många|(?:varför|när|vem) (?:är|bör|ska|används|kan
            |får|måste|har)|förklara|beskriv|definiera|jämför|skillnaden mellan|sant eller falskt""",
        orders="""skriv|skapa|beräkna|nämn|rita|hitta|ange|fyll|bestäm|implementera|lös|översätt|ge (?:ett|några
            |exempel|två|tre)""",
        tasks="""tänk efter|tänk på|fundera|diskutera|försök|prova|gissa|skriv|rita|räkna ut|beräkna|jämför|bevisa
            |uppskatta|vad tror du|vad tycker du|vad tänker du""",
        joins="och|eller",
        how_to="hur|vilka är stegen",
        compares=r"skillnad\w*|skiljer|jämför\w*|(?:bättre|sämre) än",
        lists="nämn|vilka|vad är de",
        several="typer|fördelar|nackdelar|steg|faser|regler|exempel|egenskaper|principer|skillnader|sätt",
        which="vilken|vilket|vilka",
        when="när (?:ska|bör|använder|är|kan)|i vilka fall",
        what="vad",
        follows="följande|nedan|nedanstående",
        this_code=r"""(?:denna|detta|dessa|den här|det här|följande|nedanstående|given|givna) (?:\w+ ){0,2}(?:kod|koden
            |program|programmet|skript|skriptet|funktion|funktionen|metod|metoden|klass|klassen|loop|loopen|fråga
            |satser?|uttryck|rader)""",
        shown="(?:denna|detta|följande|nedanstående) (?:tabell(?:en)?|diagram(?:met)?|bild(?:en)?|figur(?:en)?)",
        derives="låt|antag|anta",
        elsewhere=r"läs|lär dig|mer|från|på|den här|denna|artikel\w*|sidan?|vidare|diskussion(?:en)?",
        how="hur(?! (?:många|mycket|ofta|länge|lång|långt|gammal|stor|hög))",
        teaser="det beror på|det finns (?:många|flera|olika) sätt|låt oss",
        above=r"""ovan|ovanstående|(?:föregående|förra) (?:kod\w*|exempel|tabell\w*|figur\w*|text\w*|fråga\w*)
            |i detta exempel""",
        negation="inte|aldrig|utan|ej",
        says_nothing="""ja|nej|kanske|självklart|ibland|det beror på|okänt|ingen aning|vet inte|vet ej|se ovan|se nedan
            |samma""",
        output="utskrift|utdata",
        all_above="(?:alla|inget|inga) (?:av )?(?:ovanstående|dessa)|allt ovanstående",
        option="svar|alternativ|svarsalternativ|val",
        difficulty="svårighet|svårighetsgrad|nivå",
        basics="grunder|grunderna|grundläggande|nybörjare|lätt",
        intermediate="medel|medelsvår",
        advanced="avancera(?:d|t|de)|svår",
        glossary="ordlist[ao]r?|glosor|begrepp|termer|definitioner|förkortningar",
        term="begrepp|term(?:er)?|förkortning(?:ar)?|kommando|ord",
        definition="definition(?:er)?|betydelse(?:r)?|beskrivning|översättning(?:ar)?",
        interview="intervjufrågor|anställningsintervju(?:er)?",
        about="om|för|på|till",
        usual="vanliga|vanligaste",
        faq="vanliga frågor",
        refers="den|det|dessa|detta",
        key="facit",
        copula="är",
        because="eftersom",
        sample="exempelsvar",
        asker="vad de vill (?:veta|höra)|varför de frågar|syftet med frågan",
        stem="text|frågetext",
        wrong="fel|felaktiga|distraktorer",
        feedback="återkoppling",
        graded="delvis|felaktigt|ditt|inte besvarad|ej besvarad|slutförd|inte betygsatt|ej betygsatt",
        given="valt|valda|angivet|ditt|du svarade",
        shown_above=r"""(?:koden|programmet|exemplet|frågan|tabellen|diagrammet|bilden|figuren|kartan) ovan
            |ovanstående (?:kod|program|exempel|fråga|tabell|diagram|bild|figur|karta)""",
        points="poäng|p",
        short="sv|lösn",
        exam_questions="tentafrågor|tentamensfrågor|(?:frågor|svar) (?:till|inför|på) (?:tentan?|tentamen)",
        this_book="""(?:den här|det här|de här|denna|detta|dessa|vår|vårt) (?:bok|boken|kurs|kursen|guide
            |guiden|handbok|handboken|repo|sida|sidan|webbplats|samling|samlingen|lista|listan|frågor|frågorna
            |projekt|projektet)""",
        in_class="""på (?:lektionen|föreläsningen|övningen)|se (?:föreläsningen|boken)|nästa (?:gång
            |lektion)|diskuteras""",
        unknown="fråga|ingen har|inte än(?:nu)?|vet (?:jag )?inte|ingen aning",
    ),
    Language(
        code="ru",
        puzzle="загадка|головоломка|ката",
        reads="прочитайте|прочитай|прочтите",
        beside="""логи?|журнал|скриншоты?|снимок экрана|расшифровка|конфигурация|настройки|изменения|файлы?|данные
            |таблица|картинка|код""",
        interviewed="интервью с|беседа с|разговор с|вопросов к",
        dialogue="диалоги?|разговоры?|протокол (?:заседания|собрания|допроса)|сцен[аы]|допрос|беседа",
        you=r"ты|тебя|тебе|тво\w+|вы|вас|вам|ваш\w*",
        speaker=r"я|меня|мне|мой|моя|мо[её]|мы|нас|нам|наш\w*",
        except_for="кроме",
        front="лицо|лицевая сторона",
        back="оборот|оборотная сторона",
        answer="ответы?|ответа|отв",
        solution="решени[ея]|разбор",
        right=r"правильн\w+|верн(?:ый|ая|ое|ые|ого|о)",
        explanation="объяснени[ея]|пояснени[ея]|обоснование",
        why="почему",
        question="вопрос",
        questions="вопросы|вопросов",
        question_letter="в",
        hint="подсказк[аи]",
        example="пример(?:ы)?|например",
        note="примечани[ея]|заметк[аи]|замечани[ея]|совет(?:ы)?|внимание|предупреждение",
        references=r"""источники?|ссылки|литература|материалы|см\. также|смотрите также|читать далее|что почитать
            |полезные ссылки|дополнительные материалы""",
        extra="ещё|дополнительно|подробнее|подробности|контекст|другие|альтернативы?",
        aside=r"""пример(?:ы)?|например|примечани[ея]|совет(?:ы)?|документация|официальная документация|см\. также
            |смотрите также|читать далее|подробнее|(?:источники|источник|ссылки|литература|материалы|ресурсы)(?=\W*$)
            |(?:полезные|дополнительные|внешние) (?:ссылки|материалы|ресурсы)(?=\W*$)""",
        exercise=r"задани[ея]|услови[ея]|упражнени[ея]|задачи|задача(?= ?\d)",
        quiz="тест|викторина|самопроверка",
        says_little="""частые вопросы|часто задаваемые вопросы|помощь|подробнее|показать ещё|ваша очередь
            |попробуйте сами|проверь себя|проверьте себя|проверьте свои знания|проверь свои знания""",
        announces=r"вопрос\w*|собеседован\w*|экзамен\w*|викторин\w*|упражнения",
        contents="содержание|оглавление|на этой странице",
        sections="""введение|вступление|обзор|предисловие|требования|предварительные требования
            |(?:итоги?|резюме|выводы?)(?: (?:главы|раздела|урока))?|заключение|следующие шаги|лицензия|участие|вклад
            |контакты|благодарности|об авторе|о проекте|о себе|авторы?|приложение|установка|начало работы
            |отказ от ответственности""",
        placeholder=f"""скоро (?:будет|появится)|(?:будет|появится) (?:позже|скоро)|в разработке
            |(?:ответ )?в процессе(?: написания)?|(?:ответа пока нет|ответа ещ[её] нет|пока нет ответа){_AND_INVITES}
            |будет дополнено|будет добавлено|дописать|добавить позже|скоро(?= ?[.…!])|в работе(?= ?[.…!])""",
        true="верно|правда|истина",
        false="неверно|ложь|неправда",
        reveal="""показать|посмотреть|открыть|раскрыть|нажмите|кликните|развернуть
            |(?:подробн|возможн|примерн|полн)(?:ое|ый)""",
        small="здесь|чтобы|на",
        asks=r"""что такое|что значит|что означает|что делает|что будет|что происходит|что произойд[её]т
            |чем отлича\w+|в ч[её]м (?:разница|отличи\w+|заключа\w+|состо\w+|суть)|как(?:ой|ая|ое|ие|ов|ова
            |овы) (?:\w+ )?(?:есть|бывают|существуют|разница|отличия|виды|типы)|как работает|как работают|как можно
            |как устроен\w*|почему \w+|зачем \w+|для чего|объясните?|опишите|назовите|расскажите?|перечислите
            |дайте определение|сравните|разница между|верно ли|правда ли|верно или неверно|приведите примеры?
            |как(?:ой|ая|ое|ие) \w+|сколько \w+|(?:когда|где|кто) (?:такой|может|нужно|следует|стоит|лучше
            |использу\w+|применя\w+)|(?:можно|нужно|есть|может|могут|является|существует|обязательно|стоит
            |всегда) ли""",
        orders="""напишите?|создайте?|вычислите?|назовите?|перечислите?|нарисуйте?|найдите?|приведите?|реализуйте?
            |верните|решите|переведите|определите|дополните|расположите|упорядочите""",
        tasks="""подумай(?:те)?|обсуди(?:те)?|попробуй(?:те)?|угадай(?:те)?|напиши(?:те)?|запиши(?:те)?|нарисуй(?:те)?
            |вычисли(?:те)?|посчитай(?:те)?|сравни(?:те)?|докажи(?:те)?|оцени(?:те)?|предположи(?:те)?
            |как вы (?:думаете|считаете)|как ты (?:думаешь|считаешь)|как думаете|что вы думаете""",
        joins="и|или",
        how_to="как|каким образом|какие шаги",
        compares=r"разниц\w*|отлич\w*|различ\w*|сравн\w*|(?:лучше|хуже),? чем",
        lists="назовите|перечислите|какие",
        several="""виды|типы|преимущества|недостатки|шаги|этапы|фазы|правила|примеры|свойства|принципы|отличия|способы
            |методы""",
        which=r"как(?:ой|ая|ое|ие)|котор\w+",
        when=r"когда (?:использ\w+|нужн\w+|стоит|следует|лучше|применя\w+|полезн\w+|имеет)|в каких случаях",
        what="что|зачем|для чего",
        follows=r"следующ\w+|ниже|нижеследующ\w+",
        this_code=r"""(?:этот|эта|это|эти|этого|этой|этих|данный|данная|данного|данной|следующий|следующая|следующего
            |следующей|следующие|приведённый|приведённого) (?:\w+ ){0,2}(?:кода?|программ[аы]|фрагмента?|скрипта?
            |функци[яи]|метода?|класса?|цикла?|запроса?|выражени[ея]|инструкци[яи]|строки|политик[аиеу]|конфигураци[яию]
            |вывода?)|(?:код[ае]?|программ[аы]|функци[яи]|запрос) ниже""",
        prints=r"""что (?:будет выведено|выведется|выведет)(?= в консоль|\?)|значение [a-z]\d?(?=\W*\?)
            |что (?:выведет|напечатает|выводит|вернёт|вернет) (?:программа|код|скрипт|функция|запрос)(?=\W*\?)""",
        shown=r"(?:эт[аоуй]\w*|данн\w+|следующ\w+) (?:\w+ ){0,2}(?:таблиц[аеуы]|диаграмм[аеуы]|схем[аеуы]|рисун\w+)",
        derives="пусть|предположим|допустим",
        elsewhere=r"""читать|читайте|прочитать|узнать|узнайте|больше|подробнее|из|смотреть|стать[ияею]|страниц\w+
            |эт[аоуи]й?|тут|по ссылке|ссылк[аеу]|далее|дальше|обсуждени\w+""",
        how=r"как (?:\w+ )?(?:работа\w+|устро\w+|реализ\w+|происход\w+|действу\w+)|каким образом",
        teaser=r"""это зависит|зависит от|всё зависит|давайте (?:рассмотрим|посмотрим)|рассмотрим
            |есть (?:много|несколько|два|три) (?:\w+ ){0,2}(?:способ\w+|вариант\w+)
            |существует (?:много|несколько|два|три) (?:\w+ ){0,2}(?:способ\w+|вариант\w+)""",
        above=r"""выше|вышеприведённ\w*|приведённ\w* выше|предыдущ\w+ (?:код\w*|запрос\w*|пример\w*|таблиц\w*|рисун\w*
            |текст\w*|задани\w*|вопрос\w*)|в этом примере""",
        negation="не|без|никогда|нельзя",
        says_nothing="""да|нет|возможно|может быть|конечно|иногда|зависит|смотря как|неизвестно|не знаю|см выше|см ниже
            |смотри выше|смотри ниже|то же самое|то же""",
        output="вывод(?: программы)?",
        all_above="""(?:вс[её]|ничего|ни один|ни одно)(?: из)? (?:выше)?перечисленн(?:ое|ого|ых)|все варианты(?: верны)?
            |все ответы(?: верны)?|нет правильного ответа""",
        option="вариант|ответ|опция",
        difficulty="сложность|уровень|уровень сложности",
        basics="""основы|базов(?:ый|ая|ое|ые)|начальн(?:ый|ая|ое|ые)|начинающи[йх]|новичок|л[её]гк(?:ий|ая|ое|ие)
            |прост(?:ой|ая|ое|ые)""",
        intermediate="средн(?:ий|яя|ее|ие)",
        advanced="продвинут(?:ый|ая|ое|ые)|сложн(?:ый|ая|ое|ые)|эксперт",
        glossary="глоссарий|словарь|слова|лексика|термины|определения|сокращения|аббревиатуры",
        term="термины?|поняти[ея]|сокращени[ея]|команд[аы]|слов[оа]",
        definition="определени[ея]|значени[ея]|описани[ея]|перевод",
        interview=r"собеседован\w*",
        about="для|на|с|к|по|о|об|про",
        usual="частые|популярные|типичные|типовые|часто задаваемые",
        faq="часто задаваемые вопросы|частые вопросы",
        refers="это|этого|он|она|оно|они|его|е[её]|их",
        tells="(?:как|почему|зачем|что|когда) (?:я|мы|мой|наш)",
        answer_letter="о",
        key="ключи?",
        because="потому что|так как|поскольку",
        sample="примерн(?:ый|ое)",
        asker="""что (?:хотят|хочет|хотим) (?:узнать|услышать|проверить)|что (?:проверяют|проверяем|проверяется)
            |(?:зачем|почему) (?:это |об этом )?(?:спрашивают|спрашиваем)|цель вопроса|автор вопроса|где спрашивали""",
        stem="текст|условие",
        wrong="неверные|неправильные|дистракторы",
        feedback="обратная связь|отзыв",
        graded="частично|верно|неверно|неправильно|неверный|неправильный|ваш|нет ответа|выполнен|не оценено",
        given="выбранный|данный|ваш|вы ответили",
        shown_above=r"""(?:код\w*|программ\w+|пример\w*|запрос\w*|таблиц\w+|схем\w+|рисун\w+|картинк\w+|карт\w+
            |график\w*) выше|(?:вышеприведённ|приведённ)\w* (?:выше )?(?:код\w*|программ\w+|пример\w*|запрос\w*
            |таблиц\w+|схем\w+|рисун\w+)""",
        points="балл(?:а|ов|ы)?|б",
        short="отв|реш",
        exam_questions=r"""(?:ответы|вопросы|билеты|шпаргалк\w+|шпоры) (?:к|на|для|по|с) (?:\w+ ){0,3}(?:экзамен\w*
            |зач[её]т\w*|коллоквиум\w*|билет\w*|госам|госэкзамен\w*)|экзаменационн\w+ (?:билет\w*|вопрос\w*|тем\w*)""",
        this_book=r"""эт\w{1,3} (?:книг\w*|курс\w*|пособи\w*|руководств\w*|репозитори\w*|сайт\w*|страниц\w*
            |сборник\w*|спис\w*|вопрос\w*|проект\w*|конспект\w*)""",
        in_class=r"""на (?:уроке|лекции|занятии|семинаре|паре)|см\.? (?:лекци\w+|конспект\w*|учебник\w*)
            |обсудим|разбер[её]м|в следующий раз""",
        unknown="спросить|спроси|никто|ещ[её] не|пока не|не знаю",
    ),
    Language(
        code="uk",
        puzzle="загадка|головоломка|ката",
        reads="прочитайте|прочитай",
        beside="""логи?|журнал|скриншоти?|знімок екрана|конфігурація|налаштування|зміни|файли?|дані|таблиця|код""",
        interviewed="інтерв['’]ю з|розмова з|бесіда з",
        dialogue="діалоги?|розмов[аи]|протокол (?:засідання|зборів|допиту)|сцен[аи]|допит|бесіда",
        you=r"ти|тебе|тобі|тв[оі]\w+|ви|вас|вам|ваш\w*",
        speaker=r"я|мене|мені|мій|моя|моє|ми|нас|нам|наш\w*",
        except_for="крім",
        front="лице|лицьова сторона",
        back="зворот|зворотна сторона",
        answer="відповідь|відповіді|відп",
        solution="розв['’ʼ]яз(?:ок|ання|ки)|рішення",
        right=r"правильн\w+|вірн(?:а|ий|е|і|о)",
        explanation="пояснення|обґрунтування",
        why="чому",
        question="питання|запитання",
        question_letter="п",
        hint="підказк[аи]",
        example="приклад(?:и)?|наприклад",
        note="примітк[аи]|нотатк[аи]|порад[аи]|увага|попередження",
        references=r"джерела|посилання|література|матеріали|див\. також|дивіться також|читати далі|корисні посилання",
        extra="ще|додатково|детальніше|подробиці|контекст|інші|альтернативи",
        aside=r"""приклади?|наприклад|примітк[аи]|порад[аи]|документація|див\. також|дивіться також|читати далі
            |докладніше|(?:джерела|джерело|посилання|література|матеріали|ресурси)(?=\W*$)
            |(?:корисні|додаткові|зовнішні) (?:посилання|матеріали|ресурси)(?=\W*$)""",
        exercise=r"завдання|умова|вправ[аи]|задачі|задача(?= ?\d)",
        quiz="тест|вікторина|самоперевірка",
        says_little="""часті питання|поширені запитання|допомога|детальніше|показати більше|спробуйте самі|перевір себе
            |перевірте себе|перевірте свої знання""",
        announces=r"питання|запитання|співбесід\w*|іспит\w*|екзамен\w*|вікторин\w*|вправи",
        contents="зміст|на цій сторінці",
        sections="""вступ|огляд|передмова|вимоги|(?:підсумки?|резюме|висновки)(?: (?:глави|розділу|уроку))?
            |наступні кроки|ліцензія|участь|контакти|подяки|про автора|про проєкт|про проект|автори?|додаток
            |встановлення|початок роботи""",
        placeholder=f"""(?:відповіді поки немає|відповіді ще немає|поки немає відповіді){_AND_INVITES}|у розробці
            |в розробці|(?:скоро|незабаром) (?:буде|з['’]явиться)|буде додано|буде доповнено|дописати
            |незабаром(?= ?[.…!])|скоро(?= ?[.…!])|в роботі(?= ?[.…!])""",
        true="правда|вірно|правильно",
        false="неправда|невірно|хибно|неправильно|брехня",
        reveal="показати|переглянути|відкрити|розкрити|натисніть|розгорнути",
        small="тут|щоб|на",
        asks=r"""що таке|що означає|що робить|що станеться|що відбувається|чим відрізня\w+|у чому (?:різниця
            |відмінність|полягає)|в чому (?:різниця|відмінність|полягає)|як працює|як працюють|як можна|чому \w+
            |навіщо \w+|для чого|поясніть|опишіть|назвіть|розкажіть|порівняйте|дайте визначення|різниця між
            |правда чи неправда|чи \w+|як(?:ий|а|е|і) \w+|скільки \w+|(?:коли|де|хто) (?:такий|може|потрібно|слід
            |варто|краще|використов\w+|застосов\w+)""",
        orders="""напишіть|створіть|обчисліть|назвіть|перелічіть|намалюйте|знайдіть|наведіть|реалізуйте|поверніть
            |розв['’ʼ]яжіть|перекладіть|визначте|доповніть""",
        tasks="""подумай(?:те)?|поміркуй(?:те)?|обговоріть|спробуй(?:те)?|вгадай(?:те)?|напиши|напишіть|запиши|запишіть
            |намалюй(?:те)?|обчисли|обчисліть|порівняй(?:те)?|доведіть|оцініть
            |як (?:ви|ти) (?:гадаєте|гадаєш|думаєте|думаєш)|як гадаєте|як думаєте""",
        joins="і|й|та|або",
        how_to="як|яким чином|які кроки",
        compares=r"різниц\w*|відрізня\w*|відмін\w*|порівн\w*|(?:краще|гірше),? ніж",
        lists="назвіть|перелічіть|які",
        several="""види|типи|переваги|недоліки|кроки|етапи|фази|правила|приклади|властивості|принципи|відмінності
            |способи|методи""",
        which=r"як(?:ий|а|е|і)|котр\w+",
        when=r"коли (?:використ\w+|потріб\w+|варто|слід|краще|застос\w+)|[ву] яких випадках",
        what="що|навіщо|для чого|з чого",
        follows=r"наступн\w+|нижче|нижченаведен\w+",
        this_code=r"""(?:цей|ця|це|ці|цього|цієї|цих|даний|дана|даного|даної|наступний|наступна|наступного|наступної
            |наведений|наведеного) (?:\w+ ){0,2}(?:коду?|програм[аи]|фрагмента?|скрипта?|функці[яї]|методу?|класу?
            |циклу?|запиту?|вираз|виразу|вирази|інструкці[яї]|рядки)""",
        prints=r"""що (?:буде виведено|виведеться|виведе)(?= [ву] консоль|\?)|значення [a-z]\d?(?=\W*\?)
            |що (?:виведе|надрукує|виводить|поверне) (?:програма|код|скрипт|функція|запит)(?=\W*\?)""",
        shown="(?:ця|цю|цій|цьому|цей|наступн[ауі]й?) (?:таблиц[яюі]|діаграм[ауі]|схем[ауі]|рисун(?:ок|ку))",
        derives="нехай|припустімо|припустимо",
        elsewhere=r"""читати|читайте|дізнатися|дізнайтеся|більше|детальніше|з|дивитися|статт[ія]\w*|сторінк\w+|ц[яейю]
            |тут|за посиланням|далі|обговоренн\w+""",
        how=r"як (?:\w+ )?(?:працю\w+|влаштован\w+|реалізован\w+|відбува\w+|діє|діють)|яким чином",
        teaser="це залежить|залежить від|(?:є|існує) (?:багато|кілька) способів|розгляньмо",
        above=r"""вище|наведен\w* вище|попередн\w+ (?:код\w*|запит\w*|приклад\w*|таблиц\w*|рисун\w*|текст\w*|завданн\w*
            |питанн\w*)|у цьому прикладі""",
        negation="не|ні|без|ніколи",
        says_nothing="так|ні|можливо|може бути|звичайно|іноді|залежить|невідомо|не знаю|див вище|див нижче|те саме",
        output="вивід|виведення",
        all_above="""(?:усе|все|нічого|жоден|жодне)(?: з| із)? (?:переліченого|перелічене|вищезазначеного|наведеного
            |наведених)|усі варіанти|усі відповіді|всі відповіді""",
        option="варіант|відповідь|опція",
        difficulty="складність|рівень|рівень складності",
        basics="""основи|базов(?:ий|а|е|і)|початков(?:ий|а|е|і)|початківець|початківців|легк(?:ий|а|е|і)
            |прост(?:ий|а|е|і)""",
        intermediate="середн(?:ій|я|є|і)",
        advanced="просунут(?:ий|а|е|і)|складн(?:ий|а|е|і)|експерт",
        glossary="глосарій|словник|слова|лексика|терміни|визначення|скорочення",
        term="терміни?|понятт[яь]|скорочення|команд[аи]|слов[оа]",
        definition="визначення|значення|опис|переклад",
        interview=r"співбесід\w*",
        about="для|на|з|із|до|по|про",
        usual="часті|поширені|популярні|типові",
        faq="часті запитання|поширені запитання",
        refers="це|цього|він|вона|воно|вони|його|її|їх",
        tells="(?:як|чому|навіщо|що|коли) (?:я|ми|мій|наш)",
        answer_letter="в",
        key="ключі?",
        copula="є",
        because="тому що|оскільки|бо",
        asker="""що хочуть (?:дізнатися|почути|перевірити)|що перевіряють
            |(?:навіщо|чому) (?:це |про це )?(?:питають|запитують)|мета (?:за)?питання|автор (?:за)?питання""",
        stem="текст|умова",
        wrong="неправильні|хибні|дистрактори",
        feedback="зворотний зв['’]язок|відгук",
        graded="частково|вірно|невірно|неправильно|неправильна|невірна|ваша|немає відповіді|завершено|не оцінено",
        given="обрана|вибрана|надана|ваша",
        shown_above=r"""(?:код\w*|програм\w+|приклад\w*|запит\w*|таблиц\w+|схем\w+|рисун\w+|карт\w+|графік\w*) вище
            |наведен\w* (?:вище )?(?:код\w*|програм\w+|приклад\w*|запит\w*|таблиц\w+|схем\w+|рисун\w+)""",
        points="бал(?:и|ів|а)?|б",
        short="відп|розв",
        exam_questions=r"""(?:відповіді|питання|білети|шпаргалк\w+) (?:до|на|для|з) (?:\w+ ){0,3}(?:іспит\w*
            |екзамен\w*|залік\w*|білет\w*)|екзаменаційн\w+ (?:білет\w*|питан\w*|тем\w*)""",
        this_book=r"""ц\w{1,4} (?:книг\w*|книз\w*|курс\w*|посібник\w*|підручник\w*|репозитор\w*|сайт\w*
            |сторін\w*|збірк\w*|спис\w*|питан\w*|проєкт\w*|конспект\w*)""",
        in_class=r"""на (?:уроці|лекції|занятті|парі)|див\.? (?:лекці\w+|конспект\w*|підручник\w*)|обговоримо
            |розберемо|наступного разу""",
        unknown="(?:за|с)питати|запитай|ніхто|ще не|поки не|не знаю",
    ),
    Language(
        code="tr",
        puzzle="bilmece|bulmaca|kata",
        reads="okuyun|okuyunuz",
        beside="""günlük|ekran görüntüsü|yapılandırma|sorun giderme|değişiklikler|dosyalar|veriler|tablo|kod""",
        interviewed="söyleşi|röportaj",
        dialogue="diyalog(?:lar)?|konuşma(?:lar)?|tutanak|sahne|görüşme",
        you="sen|seni|senin|sana|siz|sizi|sizin",
        speaker="ben|bana|beni|benim|biz|bize|bizim",
        except_for="hariç",
        front="ön(?: yüz)?",
        back="arka(?: yüz)?",
        answer="cevap|cevabı|cevaplar|cevapları|yanıt|yanıtı|yanıtlar",
        solution="çözüm|çözümü|çözümler|çözümleri",
        right="doğru",
        explanation="açıklama|açıklaması|açıklamalar|gerekçe",
        why="neden|niçin|niye",
        question="soru|sorusu",
        questions="sorular|soruları",
        question_letter="s",
        hint="i̇?pucu|i̇?puçları",
        example="örnek|örneğin|örnekler",
        note="notlar|uyarı|dikkat|öneri",
        references=r"kaynaklar?|kaynakça|bağlantılar|ayrıca bakınız|ayrıca bkz\.|ileri okuma|daha fazla bilgi",
        extra="daha fazla|diğer|ayrıntılar|bağlam|alternatif",
        aside=r"""örnekler|örnek|örneğin|bir örnek|ipuçları|ipucu|notlar|belgeler|resmi belgeler|ayrıca bakınız
            |daha fazla bilgi|ileri okuma|(?:kaynaklar?|bağlantılar)(?=\W*$)
            |(?:yararlı|faydalı|ek) (?:bağlantılar|kaynaklar)(?=\W*$)""",
        exercise=r"alıştırma(?:lar)?|görev(?:ler)?|egzersiz|ödev|problem(?= ?\d)",
        quiz="test",
        says_little="""sık sorulan sorular|sss|sıra sende|yardım|ayrıntılar|daha fazla göster|kendini test et
            |kendinizi test edin|kendini sına|bilgini test et""",
        announces=r"soru|sorular|soruları|sorusu|mülakat\w*|sınav\w*|alıştırmalar",
        contents="içindekiler|içerik|bu sayfada",
        sections=r"""giriş|genel bakış|önsöz|gereksinimler|ön koşullar|özet|sonuç|sonraki adımlar|lisans
            |katkıda bulun\w*|iletişim|teşekkürler|hakkında|yazarlar?|ek|kurulum|başlarken""",
        placeholder=f"""henüz (?:cevap|yanıt) yok{_AND_INVITES}|(?:yakında |daha sonra )?eklenecek|yakında gelecek
            |yapılacak|hazırlanıyor|yapım aşamasında|tamamlanacak|yakında(?= ?[.…!])|çok yakında(?= ?[.…!])""",
        judge="doğru mu yanlış mı|doğruysa|doğru ?[-–/] ?yanlış",
        true="doğru",
        false="yanlış",
        reveal="göster|gör|görmek|görüntüle|tıklayın|tıkla|aç|örnek(?= (?:cevap|çözüm|yanıt))",
        small="için|burada|buraya",
        asks_last=r"""nedir|nelerdir|hangi\w*d[iı]r|ne demektir|ne işe yarar|(?:nasıl|neden|niçin|niye|ne zaman
            |kim) [^\W\d_]+[rz]|mı|mü|arasındaki farklar?|(?:açıklay|tanımlay|karşılaştır)ın(?:ız)?""",
        orders_last="""(?:yazın|hesaplayın|sayın|sıralayın|yapın)(?:ız)?|(?:çizin|verin|listeleyin|belirtin
            |gösterin)(?:iz)?|(?:bulun|oluşturun)(?:uz)?""",
        tasks="sizce|sence",
        tasks_last="""düşünün|düşününüz|düşünelim|düşün|tartışın|tartışınız|tartışalım|deneyin|deneyiniz|tahmin et
            |tahmin edin|tahmin ediniz|yazın|yazınız|çizin|çiziniz|hesaplayın|hesaplayınız|karşılaştırın|kanıtlayın
            |kanıtlayınız""",
        joins="ve|veya|ya da",
        how_to="nasıl|hangi adımlar",
        compares=r"farkı|farklar\w*|fark|karşılaştır\w*",
        lists="sırala|listele",
        several="""nelerdir|sayın|sıralayın|türleri|çeşitleri|avantajları|dezavantajları|adımları|aşamaları|kuralları
            |örnekleri|özellikleri|farkları|yöntemleri""",
        which=r"hangi\w*",
        when="ne zaman|hangi durumlarda?",
        what="ne (?:yazdırır|döndürür|olur|yapar|üretir|verir|işe|için)|nedir|neler",
        follows=r"aşağıdaki\w*|aşağıda",
        this_code=r"""(?:bu|şu|aşağıdaki|verilen) (?:\w+ ){0,2}(?:kod\w*|program\w*|betik|betiğ\w*|fonksiyon\w*|metot
            |metod\w*|sınıf\w*|döngü\w*|sorgu\w*|ifade\w*|satırlar\w*)""",
        shown=r"(?:bu|şu|aşağıdaki|verilen) (?:tablo\w*|diyagram\w*|şekil\w*|şekl\w*|grafik\w*)",
        derives="diyelim|varsayalım",
        elsewhere=r"oku\w*|öğren\w*|daha fazla\w*|bu|makale\w*|yazı\w*|sayfa\w*|buradan|devamı\w*|tartışma\w*",
        how="nasıl",
        teaser=r"duruma göre değişir|duruma bağlı|birçok yol\w*|birkaç yol\w*",
        above=r"yukarıdaki|yukarıda|önceki (?:kod\w*|sorgu\w*|örnek\w*|tablo\w*|şekil\w*|soru\w*)|bu örnekte",
        negation="değil|asla",
        says_nothing="""evet|hayır|belki|tabii|tabii ki|bazen|duruma göre değişir|bilinmiyor|bilmiyorum|yukarıya bakın
            |aşağıya bakın""",
        prints=r"(?:program|kod|fonksiyon) (?:ekrana )?ne (?:yazdırır|yazar|döndürür)(?=\W*\?)",
        output="çıktı",
        all_above="(?:hepsi|hiçbiri)|yukarıdakilerin (?:hepsi|hiçbiri)|tümü",
        option="seçenek|şık|cevap",
        difficulty="zorluk|seviye|zorluk seviyesi",
        basics="temel|temeller|başlangıç|kolay",
        intermediate="orta",
        advanced="ileri|gelişmiş|zor|uzman",
        glossary="sözlük|kelimeler|terimler|terimler sözlüğü|tanımlar|kısaltmalar",
        term="terim(?:ler)?|kavram(?:lar)?|kısaltma(?:lar)?|komut(?:lar)?|kelime(?:ler)?",
        definition="tanım(?:ı|lar)?|anlam(?:ı)?|açıklama|çeviri(?:ler)?",
        interview=r"mülakat\w*|iş görüşmesi",
        about="için",
        usual="sık sorulan|en çok sorulan",
        faq="sık sorulan sorular|sıkça sorulan sorular",
        refers="bu|bunu|onu|bunlar",
        key="anahtar|anahtarı",
        copula="dır|dir|dur|dür|tır|tir|tur|tür|şıkkı|şıkkıdır|seçeneği|seçeneğidir",
        because="çünkü",
        asker="ne öğrenmek istiyorlar|neden (?:bunu )?soruyorlar|sorunun amacı",
        stem="metin|metni",
        wrong="yanlış|çeldiriciler",
        feedback="geri bildirim",
        graded="kısmen|cevabınız|yanıtınız|yanıtlanmadı|cevaplanmadı|tamamlandı|notlandırılmadı",
        given="seçilen|verilen|cevabınız|yanıtınız",
        shown_above=r"""yukarıdaki (?:kod\w*|program\w*|örne\w+|sorgu\w*|tablo\w*|diyagram\w*|resim\w*|şek\w+
            |harita\w*|grafi\w+)""",
        points="puan|p",
        short="cev|çöz",
        exam_questions=r"(?:sınav|vize|final) (?:soru|konu)\w*",
        this_book=r"""bu (?:kitap\w*|kitab\w*|kurs\w*|rehber\w*|kılavuz\w*|depo\w*|site\w*|sayfa\w*|liste\w*
            |sorular\w*|proje\w*)""",
        in_class=r"(?:derste|dersimizde|sınıfta)(?: \w+)?|ders notlarına bak\w*|gelecek ders",
        unknown="sor(?:ulacak|mak|alım)?|kimse|henüz|bilmiyorum",
    ),
    Language(
        code="id",
        puzzle="teka-teki",
        reads="bacalah",
        beside="log|tangkapan layar|transkrip|konfigurasi|perubahan|berkas|data|tabel|gambar|kode",
        interviewed="wawancara dengan",
        dialogue="dialog|percakapan|notulen|adegan|wawancara",
        you="anda|kamu|kalian",
        speaker="saya|aku|kami|kita",
        except_for="kecuali",
        front="depan",
        back="belakang",
        answer=r"jawaban|jawab|jwb|kunci(?= (?:jawaban|dan)\b|\W*$)",
        solution="solusi|penyelesaian",
        right="benar|tepat",
        explanation="penjelasan|pembahasan|alasan",
        why="mengapa|kenapa",
        question="pertanyaan|soal|tanya",
        numbered="nomor",
        question_letter="t",
        answer_letter="j",
        hint="petunjuk",
        example="contoh|misalnya",
        note="catatan|saran|peringatan|perhatian",
        references="referensi|sumber|tautan|daftar pustaka|lihat juga|bacaan lanjutan|baca juga",
        extra="lainnya|selengkapnya|konteks|latar belakang",
        aside=r"""contoh|contohnya|misalnya|sebagai contoh|catatan|kiat|dokumentasi|referensi|lihat juga|baca juga
            |bacaan lanjutan|(?:sumber|tautan)(?=\W*$)|(?:tautan|sumber|bacaan) (?:berguna|lain|tambahan)(?=\W*$)""",
        exercise=r"latihan|tugas|tantangan|masalah(?= ?\d)",
        quiz="kuis",
        says_little="""pertanyaan umum|bantuan|rincian|selengkapnya|giliran anda|uji pemahaman|uji pemahaman anda
            |uji pengetahuan|cek pemahaman""",
        announces="pertanyaan|soal|wawancara|ujian|kuis|latihan",
        contents="isi|daftar isi|di halaman ini",
        sections="""pendahuluan|pengantar|ikhtisar|ringkasan|kata pengantar|prasyarat|rangkuman|kesimpulan|penutup
            |langkah selanjutnya|lisensi|kontribusi|kontak|ucapan terima kasih|tentang|penulis|lampiran|instalasi""",
        placeholder=f"""belum ada(?: jawaban(?:nya)?{_AND_INVITES})?|belum (?:selesai|tersedia|dijawab)|segera hadir
            |akan ditambahkan|dalam pengerjaan|menyusul|akan datang(?= ?[.…!])""",
        true="benar",
        false="salah",
        reveal="lihat|tampilkan|klik|buka",
        small="untuk|di|sini|yang",
        asks=r"""apa itu|apa yang|apakah|apa perbedaan|apa fungsi|apa kegunaan|bagaimana cara|bagaimana \w+
            |mengapa \w+|jelaskan|sebutkan|uraikan|definisikan|bandingkan|benar atau salah|kapan \w+|siapa (?:yang
            |itu|saja)|di mana \w+""",
        orders="""tulis|tuliskan|buat|buatlah|hitung|hitunglah|sebutkan|gambarkan|tentukan|lengkapi|terjemahkan
            |berikan|bedakan""",
        tasks="""pikirkan|pikirkanlah|renungkan|diskusikan|diskusikanlah|coba|cobalah|tebak|tebaklah|tulis|tulislah
            |tuliskan|gambarkan|gambarlah|hitung|hitunglah|bandingkan|bandingkanlah|buktikan|buktikanlah|perkirakan
            |menurut (?:anda|kamu|kalian)""",
        joins="dan|atau",
        how_to=r"bagaimana|apa saja langkah\w*",
        compares="perbedaan|bedanya|bandingkan|perbandingan",
        lists="sebutkan|apa saja",
        several=r"jenis|macam|kelebihan|kekurangan|langkah\w*|tahap\w*|aturan|contoh|ciri\w*|prinsip|perbedaan|cara",
        which="yang mana|manakah",
        when="kapan",
        what="apa",
        follows="berikut|di bawah ini|di bawah",
        this_code=r"""(?:kode|program|skrip|potongan kode|fungsi|metode|kelas|perulangan|kueri|pernyataan|ekspresi
            |baris) (?:\w+ ){0,2}(?:ini|berikut|di bawah)""",
        shown="(?:tabel|diagram|gambar|grafik) (?:ini|berikut|di bawah)",
        derives="misalkan|misalnya kita|andaikan",
        elsewhere="baca|pelajari|dari|lebih lanjut|ini|artikel|halaman|selengkapnya|diskusi",
        how="bagaimana|cara kerja",
        teaser="tergantung|ada (?:banyak|beberapa) cara|mari kita",
        above="di atas|(?:kode|kueri|contoh|tabel|gambar|teks|soal) sebelumnya|dalam contoh ini",
        negation="tidak|bukan|tanpa",
        says_nothing="ya|tidak|tentu|kadang|tergantung|tidak diketahui|tidak tahu|lihat di atas|lihat di bawah",
        output="keluaran|luaran",
        all_above="semua (?:benar|jawaban benar|di atas)|tidak ada yang benar|semua jawaban di atas",
        option="pilihan|opsi|jawaban",
        difficulty="kesulitan|tingkat|tingkat kesulitan",
        basics="dasar|dasar-dasar|pemula|mudah",
        intermediate="menengah|sedang",
        advanced="lanjutan|mahir|sulit|ahli",
        glossary="glosarium|istilah|daftar istilah|kosakata|singkatan",
        term="istilah|konsep|singkatan|perintah|kata",
        definition="definisi|arti|makna|deskripsi|pengertian|terjemahan",
        interview="wawancara|wawancara kerja",
        about="tentang|untuk|seputar",
        usual="umum",
        faq="pertanyaan umum",
        refers="ini|itu",
        key="kunci",
        copula="adalah",
        because="karena",
        asker="apa yang ingin mereka (?:ketahui|dengar)|mengapa ditanyakan|tujuan pertanyaan",
        stem="teks",
        wrong="salah|pengecoh",
        feedback="umpan balik",
        graded="sebagian|anda|tidak dijawab|belum dijawab|selesai|belum dinilai",
        given="terpilih|dipilih|anda",
        shown_above=r"(?:kode|program|contoh|kueri|tabel|diagram|gambar|peta|grafik) di atas",
        points="poin|nilai",
        short="jwb|jaw",
        exam_questions="(?:soal|pertanyaan|jawaban) ujian|kisi-kisi ujian",
        this_book="""(?:buku|kursus|panduan|repo|repositori|situs|halaman|kumpulan|daftar|soal|pertanyaan
            |proyek|catatan) ini""",
        in_class="di (?:kelas|kuliah)|lihat (?:kuliah|catatan)|akan dibahas|pertemuan berikutnya",
        unknown="tanya(?:kan)?|belum(?: ada)?|tidak tahu",
    ),
    Language(
        code="vi",
        puzzle="câu đố",
        reads="đọc",
        beside="nhật ký|ảnh chụp màn hình|cấu hình|tập tin|dữ liệu|bảng|mã nguồn",
        interviewed="phỏng vấn với|trò chuyện với",
        dialogue="hội thoại|đối thoại|biên bản|phỏng vấn",
        you="bạn|anh|chị",
        speaker="tôi|mình|chúng tôi",
        except_for="trừ",
        front="mặt trước",
        back="mặt sau",
        answer="đáp án|câu trả lời|trả lời|đáp(?! ứng)",
        solution="lời giải|bài giải|giải pháp",
        right="đúng|chính xác",
        explanation="giải thích",
        why="tại sao|vì sao|lý do",
        question="câu hỏi|hỏi",
        numbered="câu|bài",
        hint="gợi ý",
        example="ví dụ",
        note="ghi chú|lưu ý|chú ý|mẹo|cảnh báo",
        references="tham khảo|tài liệu tham khảo|nguồn tham khảo|liên kết|xem thêm|đọc thêm",
        extra="thông tin thêm|mở rộng|bối cảnh|chi tiết",
        aside=r"""ví dụ|chẳng hạn|lưu ý|ghi chú|mẹo|tài liệu chính thức|tham khảo|xem thêm|đọc thêm|cách dùng
            |(?:nguồn|liên kết|tài liệu)(?=\W*$)|(?:liên kết|tài liệu|nguồn) (?:hữu ích|bổ sung|tham khảo)(?=\W*$)""",
        exercise="bài tập|nhiệm vụ|thử thách",
        quiz="trắc nghiệm|đố vui",
        says_little="câu hỏi thường gặp|trợ giúp|chi tiết|xem thêm|đến lượt bạn|kiểm tra kiến thức|tự kiểm tra",
        announces="câu hỏi|phỏng vấn|trắc nghiệm|bài tập|đề thi|ôn tập",
        contents="mục lục|nội dung|trên trang này",
        sections="""giới thiệu|mở đầu|tổng quan|lời nói đầu|lời mở đầu|yêu cầu|tóm tắt|tổng kết|kết luận|lời kết
            |bước tiếp theo|giấy phép|đóng góp|liên hệ|lời cảm ơn|tác giả|phụ lục|cài đặt|bắt đầu""",
        placeholder="""sắp có|chưa có(?: đáp án| câu trả lời)?|sẽ cập nhật|sẽ được bổ sung|sắp ra mắt|đang cập nhật
            |sẽ bổ sung|đang hoàn thiện""",
        true="đúng",
        false="sai",
        reveal="xem|hiển thị|hiện|nhấn|bấm|nhấp|mở",
        small="để|vào|đây",
        asks=r"""thế nào là|tại sao \w+|vì sao \w+|làm thế nào|làm sao|hãy (?:giải thích|nêu|trình bày|so sánh
            |cho biết|mô tả)|giải thích|trình bày|so sánh|phân biệt|sự khác nhau|sự khác biệt|nêu|đúng hay sai
            |khi nào|ai (?:là|được|có)""",
        asks_last="là gì|như thế nào|để làm gì|là sao",
        orders="""viết|tạo|tính|liệt kê|nêu|vẽ|tìm|kể tên|điền|dịch|mô tả (?:một|các|cách|quá trình)|cho ví dụ
            |định nghĩa (?:một|các)""",
        tasks="""hãy (?:suy nghĩ|nghĩ|thảo luận|thử|đoán|viết|vẽ|tính|so sánh|chứng minh|ước lượng)|suy nghĩ về
            |thảo luận|viết (?:chương trình|một chương trình|hàm|một hàm)|bạn nghĩ|theo bạn|theo em""",
        joins="và|hoặc",
        how_to="làm thế nào|làm sao|các bước|cách",
        compares="khác nhau|khác biệt|so sánh|khác gì",
        lists="liệt kê|kể tên",
        several="những|các loại|các bước|ưu điểm|nhược điểm|quy tắc|ví dụ|đặc điểm|nguyên tắc|cách",
        which="nà(?<!thế.nà)o",
        when="khi nào|lúc nào|trường hợp nào",
        what="gì|(?:dùng )?để làm gì",
        follows="sau đây|dưới đây|bên dưới",
        this_code=r"""(?:mã|đoạn mã|đoạn code|code|chương trình|hàm|phương thức|lớp|vòng lặp|truy vấn|câu lệnh|biểu thức
            |dòng lệnh) (?:\w+ ){0,2}(?:này|sau|sau đây|dưới đây|bên dưới|trên)""",
        shown="(?:bảng|sơ đồ|biểu đồ|hình) (?:này|sau|dưới đây|bên dưới)",
        derives="giả sử|gọi|đặt",
        elsewhere="đọc|tìm hiểu|thêm|từ|tại|này|bài viết|trang|thảo luận",
        how="như thế nào|hoạt động thế nào|ra sao|bằng cách nào",
        teaser="tùy thuộc|còn tùy|phụ thuộc vào|có nhiều cách|hãy xem",
        above="ở trên|bên trên|phía trên|(?:đoạn mã|câu lệnh|ví dụ|bảng|hình|câu) trước|trong ví dụ này",
        negation="không|chưa",
        says_nothing="""có|không|có thể|tất nhiên|đôi khi|tùy|còn tùy|không biết|không rõ|xem ở trên|xem bên dưới
            |như trên|giống nhau""",
        output="đầu ra|kết quả in ra",
        all_above="""tất cả(?: các)?(?: đáp án| phương án| câu)? (?:trên|đều đúng)|không(?: có)? đáp án nào(?: đúng)?
            |cả a và b""",
        option="đáp án|lựa chọn|phương án",
        difficulty="độ khó|mức độ",
        basics="cơ bản|dễ|nhập môn",
        intermediate="trung bình|trung cấp",
        advanced="nâng cao|khó|chuyên gia",
        glossary="thuật ngữ|bảng thuật ngữ|từ vựng|định nghĩa|từ viết tắt",
        term="thuật ngữ|khái niệm|từ viết tắt|lệnh|từ",
        definition="định nghĩa|ý nghĩa|nghĩa|mô tả|bản dịch|dịch nghĩa",
        interview="phỏng vấn",
        about="về|cho",
        usual="thường gặp",
        faq="câu hỏi thường gặp",
        refers="nó|này",
        key="bảng đáp án",
        copula="là",
        because="vì|bởi vì",
        asker="điều họ muốn (?:biết|nghe)|tại sao họ hỏi|mục đích(?: của)? câu hỏi",
        stem="nội dung",
        wrong="sai",
        feedback="phản hồi",
        graded="một phần|của bạn|không trả lời|chưa trả lời|hoàn thành|chưa chấm điểm",
        given="đã chọn|của bạn",
        shown_above=r"(?:mã|code|chương trình|ví dụ|truy vấn|bảng|sơ đồ|hình|bản đồ|biểu đồ) (?:ở |bên |phía )?trên",
        points="điểm",
        short="đa|đs",
        exam_questions="đề cương ôn (?:thi|tập)|câu hỏi (?:thi|vấn đáp|ôn thi)",
        this_book="""(?:sách|khóa học|khoá học|hướng dẫn|repo|trang|trang web|bộ câu hỏi|danh sách|tài liệu
            |dự án) này""",
        in_class="(?:trên|ở|trong) lớp|xem (?:bài giảng|ghi chú)|buổi sau|sẽ thảo luận",
        unknown="hỏi|chưa ai|chưa có|không biết",
    ),
    Language(
        code="hi",
        puzzle="पहेली",
        reads="पढ़िए|पढ़ें",
        beside="लॉग|स्क्रीनशॉट|फ़ाइलें|डेटा|तालिका|कोड",
        interviewed="से बातचीत|के साथ बातचीत",
        dialogue="संवाद|बातचीत|वार्तालाप",
        you="आप|आपका|आपके|आपकी|आपको|तुम",
        speaker="मैं|मैंने|मुझे|मेरा|मेरी|हम|हमने",
        except_for="को छोड़कर",
        front="सामने",
        back="पीछे",
        answer="उत्तर|जवाब",
        solution="हल|समाधान",
        right="सही",
        explanation="व्याख्या|स्पष्टीकरण",
        why="क्यों",
        question="प्रश्न|सवाल",
        questions="प्रश्नों|सवालों",
        numbered=r"प्र\.",
        hint="संकेत|हिंट",
        example="उदाहरण|उदाहरण के लिए",
        note="टिप्पणी|नोट|सुझाव|चेतावनी|ध्यान दें",
        references="संदर्भ|स्रोत|लिंक|यह भी देखें|और पढ़ें|आगे पढ़ें",
        extra="अधिक|अन्य|विवरण|विकल्प|पृष्ठभूमि",
        aside=r"""उदाहरण|उदाहरण के लिए|जैसे|नोट|टिप्पणी|सुझाव|दस्तावेज़|संदर्भ|यह भी देखें|और पढ़ें|आगे पढ़ें
            |(?:स्रोत|लिंक)(?=\W*$)|(?:उपयोगी|अतिरिक्त|बाहरी) (?:लिंक|स्रोत)(?=\W*$)""",
        exercise=r"अभ्यास|कार्य|चुनौती|समस्या(?= ?\d)",
        quiz="प्रश्नोत्तरी|क्विज़|क्विज",
        says_little=("अक्सर पूछे जाने वाले प्रश्न|सहायता|विवरण|और देखें|अब आपकी बारी|अपनी समझ जाँचें|अपनी समझ जांचें|अपना ज्ञान परखें"),
        announces="प्रश्न|प्रश्नोत्तरी|सवाल|साक्षात्कार|इंटरव्यू|परीक्षा|अभ्यास",
        contents="विषय सूची|विषय-सूची|सामग्री|इस पृष्ठ पर",
        sections=("परिचय|प्रस्तावना|भूमिका|अवलोकन|आवश्यकताएँ|सारांश|निष्कर्ष|अगले कदम|लाइसेंस|योगदान|संपर्क|आभार|लेखक|परिशिष्ट"),
        placeholder="जल्द आ रहा है|शीघ्र आ रहा है|जल्द ही|बाद में जोड़ा जाएगा",
        true="सत्य|सही",
        false="असत्य|गलत|ग़लत",
        reveal="दिखाएँ|दिखाएं|देखें|क्लिक करें|खोलें",
        small="यहाँ|यहां|के|लिए",
        asks="क्या",
        asks_last="""क्या है|क्या हैं|(?:क्या|क्यों|कैसे|कब|कौन|किस) [^।]{1,16}(?:है|हैं)|समझाइए|समझाइये|समझाएं
            |बताइए|वर्णन करें|वर्णन कीजिए|परिभाषित करें|परिभाषित कीजिए|तुलना करें|तुलना कीजिए|क्या अंतर है|कौन है""",
        orders_last="लिखिए|लिखें|बनाइए|बनाएं|दीजिए|गणना करें",
        tasks="आपके विचार में|आपको क्या लगता है",
        tasks_last="""सोचिए|सोचें|सोचो|चर्चा करें|चर्चा कीजिए|प्रयास करें|कोशिश करें|अनुमान लगाएं|अनुमान लगाइए|लिखिए
            |लिखें|बनाइए|तुलना करें""",
        joins="और|या",
        how_to="कैसे|क्या चरण हैं",
        compares="अंतर|तुलना",
        lists="सूचीबद्ध",
        several="सूची|प्रकार|लाभ|हानियाँ|चरण|नियम|उदाहरण|विशेषताएँ|विशेषताएं|सिद्धांत|तरीके",
        which="कौन",
        when="कब",
        what="क्या",
        follows="निम्नलिखित|नीचे",
        this_code=r"""(?:यह|ये|इस|इन|निम्न|निम्नलिखित|नीचे दिया गया|नीचे दिए गए) (?:\S+ ){0,2}(?:कोड|प्रोग्राम|स्क्रिप्ट
            |फ़ंक्शन|फंक्शन|मेथड|क्लास|लूप|क्वेरी|कथन|पंक्तियाँ)""",
        shown="(?:यह|इस|निम्न|निम्नलिखित) (?:तालिका|आरेख|चित्र)",
        derives="मान लीजिए|मान लें|माना",
        elsewhere="पढ़ें|सीखें|से|यह|इस|लेख|पृष्ठ|चर्चा",
        how="कैसे|किस प्रकार|किस तरह",
        teaser="यह निर्भर करता है|निर्भर करता है|कई तरीके हैं|आइए",
        above="ऊपर|उपरोक्त|पिछले (?:कोड|प्रश्न|उदाहरण)|इस उदाहरण में",
        negation="नहीं",
        says_nothing="हाँ|हां|नहीं|शायद|कभी कभी|निर्भर करता है|पता नहीं|ऊपर देखें|नीचे देखें|वही",
        output="आउटपुट",
        all_above="उपरोक्त (?:सभी|में से कोई नहीं|सभी सही हैं)|इनमें से (?:सभी|कोई नहीं)",
        option="विकल्प|उत्तर",
        difficulty="कठिनाई|स्तर|कठिनाई स्तर",
        basics="बुनियादी|आसान|शुरुआती|प्रारंभिक",
        intermediate="मध्यम|मध्यवर्ती",
        advanced="उन्नत|कठिन|विशेषज्ञ",
        glossary="शब्दावली|शब्दकोश|परिभाषाएँ|परिभाषाएं|संक्षिप्त रूप",
        term="शब्द|पद|अवधारणा|संक्षिप्त रूप|कमांड",
        definition="परिभाषा|अर्थ|विवरण|अनुवाद",
        interview="साक्षात्कार|इंटरव्यू",
        usual="अक्सर पूछे जाने वाले",
        faq="अक्सर पूछे जाने वाले (?:प्रश्न|सवाल)",
        refers="यह|इसे|ये",
        key="कुंजी",
        copula="है|हैं",
        because="क्योंकि",
        asker="प्रश्न का उद्देश्य|वे क्या जानना चाहते हैं|क्यों पूछते हैं",
        stem="पाठ",
        wrong="गलत|ग़लत",
        feedback="प्रतिक्रिया",
        graded="आंशिक रूप से|आपका|उत्तर नहीं दिया गया|पूर्ण|श्रेणीबद्ध नहीं",
        given="चयनित|आपका",
        shown_above=r"(?:ऊपर|उपरोक्त) (?:\S+ ){0,2}(?:कोड|प्रोग्राम|उदाहरण|क्वेरी|तालिका|आरेख|चित्र|नक्श\S+)",
        points="अंक",
        short="उ",
        exam_questions="परीक्षा (?:के )?प्रश्न",
        this_book="(?:इस|यह|इन) (?:पुस्तक|किताब|पाठ्यक्रम|कोर्स|गाइड|पृष्ठ|साइट|संग्रह|सूची|प्रोजेक्ट)",
        in_class="कक्षा में|व्याख्यान देखें|अगली कक्षा",
        unknown="पूछना|पूछें|किसी ने|अभी नहीं|पता नहीं",
    ),
    Language(
        code="fa",
        puzzle="معما|چیستان",
        reads="بخوانید",
        beside="گزارش|تصویر|پیکربندی|فایل|داده‌ها|جدول|کد",
        interviewed="مصاحبه با|گفتگو با",
        dialogue="گفتگو|گفت‌وگو|مکالمه|صورت‌جلسه",
        you="شما",
        speaker="خودم|خودمان",
        except_for="به جز|بجز",
        front="رو",
        back="پشت",
        answer="پاسخ|پاسخ‌ها|جواب",
        solution="راه ?حل",
        right="صحیح|درست",
        explanation="توضیح|توضیحات|تشریح",
        why="چرا",
        question="سوال|سؤال|پرسش",
        questions="سوالات|سؤالات|پرسش‌ها",
        question_letter="س",
        answer_letter="ج|پ",
        hint="راهنمایی",
        example="مثال|برای مثال",
        note="نکته|یادداشت|هشدار|توجه",
        references="منابع|منبع|مراجع|لینک‌ها|پیوندها|همچنین ببینید|بیشتر بخوانید",
        extra="بیشتر|دیگر|جزئیات|پیش‌زمینه",
        aside=r"""مثال|برای مثال|نکته|یادداشت|مستندات|همچنین ببینید|بیشتر بخوانید
            |(?:منابع|مراجع|پیوندها|لینک‌ها)(?=\W*$)|(?:منابع|لینک‌های) (?:مفید|بیشتر)(?=\W*$)""",
        exercise=r"تمرین|تمرین‌ها|چالش|تکلیف|مسئله(?= ?\d)",
        quiz="کوییز|آزمون",
        says_little="سوالات متداول|پرسش‌های متداول|کمک|جزئیات|نمایش بیشتر|نوبت شما|خودآزمایی",
        announces="سوالات|سؤالات|پرسش‌ها|پرسش‌های|مصاحبه|آزمون|تمرین‌ها|کوییز",
        contents="فهرست|فهرست مطالب|در این صفحه",
        sections="""مقدمه|پیش‌گفتار|مرور|پیش‌نیازها|خلاصه|جمع‌بندی|نتیجه‌گیری|گام‌های بعدی|مجوز|مشارکت|تماس|سپاسگزاری
            |نویسنده|پیوست|نصب""",
        placeholder="به‌زودی|به زودی|در دست ساخت|تکمیل می‌شود|تکمیل خواهد شد",
        true="درست",
        false="نادرست|غلط",
        reveal="نمایش|مشاهده|ببینید|کلیک|نشان",
        small="اینجا|برای|را",
        asks="آیا|چه تفاوتی|تفاوت|چگونه|چطور|چرا|کدام|چه کاری|درست یا نادرست",
        asks_last="چیست|چیستند|کدامند|کدام است|یعنی چه|نام ببرید|توضیح دهید|شرح دهید|تعریف کنید|مقایسه کنید",
        orders_last="بنویسید|بسازید|محاسبه کنید|رسم کنید|پیدا کنید|کامل کنید|ترجمه کنید|مثال بزنید",
        tasks="فکر کنید|بحث کنید|امتحان کنید|حدس بزنید|بنویسید|رسم کنید|حساب کنید|مقایسه کنید|ثابت کنید|به نظر شما",
        joins="و|یا",
        how_to="چگونه|چطور|مراحل",
        compares="تفاوت|تفاوت‌ها|مقایسه|فرق",
        lists="نام ببرید|فهرست کنید",
        several="انواع|مزایا|معایب|مراحل|گام‌ها|قوانین|مثال‌ها|ویژگی‌ها|اصول|تفاوت‌ها|روش‌ها",
        which="کدام|کدامیک|کدام‌یک",
        when="چه زمانی|چه وقت",
        what="چیست|چه",
        follows="زیر|ذیل",
        this_code=r"(?:این|کد|برنامه|تابع|متد|کلاس|حلقه|عبارت) (?:\w+ ){0,2}(?:کد|برنامه|تابع|متد|کلاس|حلقه|زیر)",
        shown="(?:این) (?:جدول|نمودار|تصویر|شکل)",
        derives="فرض کنید|فرض کنیم",
        elsewhere="بخوانید|یاد بگیرید|بیشتر|از|این|مقاله|صفحه|بحث",
        how="چگونه|چطور|به چه صورت",
        teaser="بستگی دارد|راه‌های زیادی|روش‌های زیادی",
        above="بالا|قبلی|در این مثال",
        negation="نه|نیست|بدون|هرگز",
        says_nothing="بله|خیر|نه|شاید|البته|گاهی|بستگی دارد|نامشخص|نمی‌دانم",
        output="خروجی",
        all_above="(?:همه|هیچ‌کدام|هیچکدام)(?: موارد)?(?: بالا)?",
        option="گزینه",
        difficulty="سختی|سطح",
        basics="مقدماتی|مبانی|پایه|آسان",
        intermediate="متوسط",
        advanced="پیشرفته|سخت",
        glossary="واژه‌نامه|واژگان|اصطلاحات|تعاریف|مخفف‌ها",
        term="اصطلاح|واژه|مفهوم|مخفف|دستور|کلمه",
        definition="تعریف|معنی|شرح|ترجمه",
        interview="مصاحبه|مصاحبه شغلی",
        about="در|درباره|برای",
        usual="متداول|رایج",
        faq="سوالات متداول",
        refers="این|آن",
        key="کلید",
        copula="است",
        because="زیرا|چون",
        asker="هدف (?:از )?سوال|هدف (?:از )?سؤال",
        stem="متن",
        wrong="نادرست|غلط",
        feedback="بازخورد",
        graded="تا حدی|شما|پاسخ داده نشده|کامل|نمره داده نشده",
        given="انتخاب ?شده|شما",
        shown_above=r"(?:کد|برنامه|مثال|جدول|نمودار|تصویر|شکل) (?:بالا|قبلی)",
        points="نمره|امتیاز",
        short="ج",
        exam_questions="(?:سوالات|سؤالات) (?:امتحان|آزمون)",
        this_book="این (?:کتاب|دوره|راهنما|مخزن|سایت|صفحه|مجموعه|فهرست|لیست|سوالات|پروژه|جزوه)",
        in_class="در کلاس|جلسه بعد|جزوه را ببینید",
        unknown=r"بپرس\w*|هیچ‌?کس|هنوز|نمی‌دانم",
    ),
    Language(
        code="cs",
        puzzle="hádanka|hlavolam|kata",
        reads="přečti|přečtěte",
        beside="protokol|snímek obrazovky|přepis|konfigurace|změny|soubory|data|tabulka|obrázek|kód",
        interviewed="rozhovor se?",
        dialogue="dialogy?|rozhovory?|zápis|scén[ay]|konverzace|výslech",
        you="tě|tebe|tobě|tvůj|tvoje|vy|vás|vám|váš|vaše",
        speaker="já|mě|mně|můj|moje|nás|nám|náš|naše",
        except_for="kromě",
        front="přední strana|líc",
        back="zadní strana|rub",
        answer="odpověď|odpovědi|odp",
        solution="řešení",
        right="správn[áéýě]",
        explanation="vysvětlení|zdůvodnění|odůvodnění",
        why="proč",
        question="otázka",
        questions="otázky",
        hint="nápověd[ay]",
        example=r"příklad\w*|například",
        note="poznámk[ay]|upozornění|pozor",
        references="zdroje|zdroj|odkazy|literatura|viz také|více zde|čtěte dále",
        extra=r"více|další|pozadí|podrobnosti|dodatečn\w+",
        aside=r"""příklady?|například|poznámk[ay]|nápověd[ay]|dokumentace|viz také|více informací
            |(?:zdroje|odkazy|literatura)(?=\W*$)|(?:užitečné|další|externí) (?:odkazy|zdroje)(?=\W*$)""",
        exercise=r"cvičení|zadání|úloh[ay]|úkol(?:y)?|výzv[ay]|problém(?= ?\d)",
        quiz="kvíz|kontrolní otázky",
        says_little="""často kladené otázky|nejčastější dotazy|podrobnosti|zobrazit více|jste na řadě|vyzkoušejte se
            |otestujte se|otestujte své znalosti""",
        announces=r"otázky|pohovor\w*|zkouš\w+|cvičení|kartičky|kvíz",
        contents="obsah|na této stránce",
        sections="""úvod|přehled|předmluva|požadavky|shrnutí|souhrn|závěr|další kroky|licence|jak přispět|kontakt
            |poděkování|o autorovi|o nás|autoři|autor|příloha|instalace|začínáme""",
        placeholder="""zatím bez odpovědi|bude doplněno|bude přidáno|doplnit|připravuje se|ve výstavbě|již brzy
            |brzy(?= ?[.…!])""",
        true="pravda",
        false="nepravda",
        reveal="zobrazit|ukázat|klikněte|klikni|odkrýt|rozbalit|vzorov[áéý]",
        small="zde|pro|na",
        asks=r"""co je|co jsou|co znamená|co dělá|co se stane|čím se liší|jaký je|jaká je|jaké jsou|jak funguje
            |jak lze|jak se|k čemu slouží|proč \w+|vysvětlete|popište|definujte|porovnejte|rozdíl mezi
            |pravda nebo nepravda|(?:jaký|jaká|jaké|který|která|kolik) \w+|(?:kdy|kdo) (?:je|se|smí|může|použít)""",
        orders="napište|vytvořte|vypočítejte|vyjmenujte|nakreslete|najděte|uveďte|doplňte|určete|vyřešte|přeložte|převeďte",
        tasks="""zamyslete se|diskutujte|zkuste|odhadněte|napište|nakreslete|vypočítejte|porovnejte|dokažte|co myslíte
            |co si myslíte""",
        joins="nebo|i",
        how_to="jak|jaké jsou kroky",
        compares=r"rozdíl\w*|liší|porovn\w*|srovn\w*|(?:lepší|horší) než",
        lists="vyjmenujte|jaké jsou|uveďte",
        several="typy|druhy|výhody|nevýhody|kroky|fáze|pravidla|příklady|vlastnosti|principy|rozdíly|způsoby|metody",
        which=r"kter\w+",
        when="kdy|v jakých případech",
        what="co|k čemu",
        follows=r"následujíc\w+|níže",
        this_code=r"""(?:tento|tato|toto|tohoto|této|následující|níže uvedený) (?:\w+ ){0,2}(?:kód\w*|program\w*
            |skript\w*|funkc\w+|metod\w+|tříd\w+|smyčk\w+|dotaz\w*|výraz\w*|příkaz\w*|řád\w+)""",
        shown="(?:tato|této|tento|tomto|následující) (?:tabul(?:ka|ce|ky)|diagram(?:u)?|obráz(?:ek|ku)|graf(?:u)?)",
        derives="nechť|předpokládejme|buď",
        elsewhere=r"čtěte|přečtěte|naučte se|více|tento|tato|zde|článek|článku|stránk\w+|dále|diskus[ei]",
        how=r"jak (?:funguj\w+|pracuj\w+|vznik\w+|probíh\w+)|jakým způsobem",
        teaser="záleží na|to záleží|existuje mnoho způsobů|podívejme se",
        above=r"výše|výše uveden\w+|předchozí(?:ho|m)? (?:kód\w*|příklad\w*|otáz\w+)|v tomto příkladu",
        negation="ne|není|bez|nikdy",
        says_nothing="ano|ne|možná|samozřejmě|někdy|záleží|neznámé|nevím|viz výše|viz níže|totéž",
        output="výstup",
        all_above="(?:všechny|všechno|žádn[áé]) (?:z )?(?:výše uvedených|výše uvedené|uvedených)",
        option="možnost|volba|varianta",
        difficulty="obtížnost|úroveň",
        basics="základy|základní|začátečník|lehk[áéý]",
        intermediate="střední|středně pokročil[áéý]",
        advanced="pokročil[áéý]|těžk[áéý]",
        glossary=r"slovníček|slovíčka|slovní zásoba|glosář|pojmy|definice|zkratky",
        term=r"pojem|termín\w*|zkratk\w+|příkaz\w*|slov[oa]",
        definition=r"definice|význam\w*|popis\w*|překlad\w*",
        interview=r"pohovor\w*|otázky na pohovor|přijímac\w+ pohovor\w*",
        about="z|ze|na|pro|o",
        usual="časté|nejčastější|často kladené",
        faq="často kladené (?:otázky|dotazy)",
        refers="to|ten|jeho|její|jejich",
        key="klíč",
        copula="je|jsou",
        because="protože|neboť",
        asker="co chtějí (?:vědět|slyšet)|proč se ptají|cíl otázky",
        stem="text|znění",
        wrong="nesprávné|špatné|distraktory",
        feedback="zpětná vazba",
        graded="částečně|správně|nesprávně|špatně|nesprávná|vaše|nezodpovězeno|dokončeno|neohodnoceno",
        given="vybraná|zvolená|vaše",
        shown_above=r"""výše uveden\w+ (?:kód\w*|program\w*|příklad\w*|dotaz\w*|tabul\w+|diagram\w*|obráz\w+|map\w+
            |graf\w*)|(?:kód\w*|program\w*|tabul\w+|obráz\w+) výše""",
        points="bod(?:y|ů)?|b",
        short="odp|řeš",
        exam_questions=r"""(?:zkouškov|státnicov|maturitn)\w+ (?:otáz\w+|okruh\w*|témata)
            |(?:otázky|okruhy|témata|odpovědi) (?:ke?|na) (?:\w+ ){0,2}(?:zkouš\w+|státnic\w+|maturit\w+)""",
        this_book=r"""(?:tato|tento|toto|této|tohoto|tomto|tuto|těchto|tyto|naše|náš) (?:knih\w*|kurz\w*
            |příručk\w*|průvodc\w*|repozitář\w*|stránk\w*|sbírk\w*|seznam\w*|otáz\w*|projekt\w*|skript\w*)""",
        in_class="""(?:na|v) (?:hodině|přednášce|cvičení)|viz (?:přednáška|přednášku|skripta|slajdy)
            |probereme|příště""",
        unknown="zeptat se|zeptej se|nikdo|zatím|ještě ne|nevím",
    ),
    Language(
        code="ar",
        puzzle="لغز|أحجية",
        reads="اقرأ|اقرؤوا|اقرئي",
        beside="سجل|لقطة شاشة|إعدادات|ملفات|بيانات|جدول|صورة|شفرة",
        interviewed="مقابلة مع|حوار مع",
        dialogue="حوار|محادثة|محضر|مشهد",
        you="أنت|أنتم|لديك",
        speaker="أنا|نحن|لدي",
        except_for="ما عدا|باستثناء",
        front="الوجه",
        back="الظهر",
        answer="[إا]جابة|[إا]جابات|جواب|[أا]جوبة",
        solution="حل|حلول",
        right="صحيحة?",
        explanation="شرح|تفسير|توضيح|تعليل",
        why="لماذا",
        question="سؤال",
        questions="[أا]سئلة",
        question_letter="س",
        answer_letter="ج",
        hint="تلميح|تلميحات",
        example="مثال|[أا]مثلة|على سبيل المثال",
        note="ملاحظة|ملاحظات|نصيحة|نصائح|تنبيه|تحذير",
        references="مراجع|مرجع|مصادر|مصدر|روابط|انظر [أا]يض[ًا]*|اقر[أا] المزيد|للمزيد",
        extra="مزيد|[أا]خرى|تفاصيل|خلفية|بدائل",
        aside=r"""مثال|أمثلة|مثلا|مثلاً|على سبيل المثال|ملاحظة|ملاحظات|نصيحة|نصائح|توثيق|انظر أيضا|انظر أيضًا
            |اقرأ المزيد|للمزيد|(?:مراجع|مصادر|روابط)(?=\W*$)|(?:روابط|مصادر|مراجع) (?:مفيدة|إضافية|خارجية)(?=\W*$)""",
        exercise=r"تمرين|تمارين|مهمة|تحدي|واجب|مس[أا]لة(?= ?\d)",
        quiz="اختبار",
        says_little="""[أا]سئلة شائعة|الأسئلة الشائعة|مساعدة|تفاصيل|عرض المزيد|دورك الآن|اختبر نفسك|اختبر معلوماتك
            |اختبر فهمك""",
        announces="[أا]سئلة|سؤال|مقابلة|مقابلات|امتحان|تمارين",
        contents="محتويات|جدول المحتويات|فهرس|في هذه الصفحة",
        sections="""مقدمة|المقدمة|تمهيد|نظرة عامة|المتطلبات|ملخص|الملخص|خلاصة|الخلاصة|خاتمة|الخاتمة|الخطوات التالية
            |الترخيص|رخصة|المساهمة|التواصل|شكر وتقدير|المؤلف|ملحق|التثبيت""",
        placeholder="""قيد الإنشاء|ست?ضاف قريب[ًا]*|قيد الكتابة|سيضاف لاحق[ًا]*|سيتم الإضافة لاحق[ًا]*
            |قريب[ًا]*(?= ?[.…!])""",
        true="صحيح|صح|صواب",
        false="خط[أا]|خاطئ|غير صحيح",
        reveal="[أا]ظهر|[إا]ظهار|عرض|اعرض|اضغط|انقر|اكشف",
        small="هنا|على|لإظهار|لعرض|لرؤية",
        asks=r"""ما هو|ما هي|ما هم|ما الفرق|ما معنى|ما المقصود|ماذا (?:يعني|يحدث|تعني|يفعل)|كيف (?:يعمل|تعمل|يمكن
            |يتم)|لماذا \w+|اشرح|وضّ?ح|عرّ?ف|قارن|صف|الفرق بين|صح [أا]م خط[أا]|هل|متى (?:يتم|يجب|يمكن|تستخدم|نستخدم
            |يستخدم)""",
        orders="اكتب|[أا]نش[ئي]|احسب|اذكر|ارسم|[أا]كمل|حدد|ترجم|عدد|[أا]عط",
        tasks="""فكر|فكروا|ناقش|ناقشوا|حاول|حاولوا|جرب|جربوا|خمن|اكتب|اكتبوا|ارسم|احسب|قارن|[أا]ثبت|ما ر[أا]يك|بر[أا]يك
            |في ر[أا]يك""",
        joins="و|[أا]و",
        how_to="كيف|ما هي الخطوات",
        compares="فرق|فروق|قارن|مقارنة|اختلاف",
        lists="اذكر|عدد",
        several="[أا]نواع|مزايا|عيوب|خطوات|مراحل|قواعد|[أا]مثلة|خصائص|مبادئ|طرق",
        which="[أا]ي|[أا]يها",
        when="متى",
        what="ما|ماذا",
        follows="تالي|تالية|[أا]دناه",
        this_code=r"""(?:هذا|هذه|هذين) (?:\w+ ){0,2}(?:الكود|الشيفرة|البرنامج|السكربت|الدالة|الطريقة|الصنف|الحلقة
            |الاستعلام|التعليمات|التعبير|الأسطر)|(?:كود|شيفرة|برنامج|سكربت|دالة|طريقة|صنف|حلقة|استعلام|تعليمات
            |تعبير) (?:التالي|التالية|أدناه)""",
        shown="(?:هذا|هذه) (?:الجدول|المخطط|الرسم|الصورة|الشكل)",
        derives="ليكن|لتكن|لنفترض|بفرض",
        elsewhere="اقر[أا]|تعلم|المزيد|من|هذ[اه]|مقال|مقالة|صفحة|نقاش",
        how="كيف|كيفية|ب[أا]ي طريقة",
        teaser="يعتمد ذلك|ذلك يعتمد|هناك عدة طرق|هناك طرق كثيرة",
        above="أعلاه|السابق|السابقة|في هذا المثال",
        negation="لا|ليس|بدون",
        says_nothing="""نعم|لا|ربما|طبع[ًا]*|أحيان[ًا]*|احيان[ًا]*|حسب الحالة|غير معروف|لا [أا]عرف|لا [أا]علم
            |انظر [أا]علاه|انظر [أا]دناه|نفسه""",
        output="المخرجات|الناتج|الخرج",
        all_above="(?:جميع|كل) (?:ما سبق|الإجابات صحيحة|ما ذكر)|لا شيء مما سبق|كل ما سبق",
        option="خيار|[إا]جابة|بديل",
        difficulty="صعوبة|مستوى|مستوى الصعوبة",
        basics="أساسيات|أساسي|مبتدئ|مبتدئين|سهل",
        intermediate="متوسط|متوسطة",
        advanced="متقدم|متقدمة|صعب|خبير",
        glossary="مسرد|مفردات|مصطلحات|قاموس|معجم|تعريفات|اختصارات",
        term="مصطلح|مصطلحات|مفهوم|اختصار|[أا]مر|كلمة",
        definition="تعريف|معنى|وصف|ترجمة",
        interview="مقابلة|مقابلات|مقابلة عمل",
        about="في|عن|حول|على",
        usual="شائعة|الشائعة",
        faq="الأسئلة الشائعة",
        refers="هذا|هذه|ذلك",
        key="مفتاح",
        copula="هي|هو",
        because=r"لأن\w*",
        shown_above=r"(?:الكود|البرنامج|المثال|الجدول|المخطط|الصورة|الشكل) (?:أعلاه|السابقة?)",
        points="درجة|درجات|نقاط|نقطة|علامة|علامات",
        short="ج",
        exam_questions="[أا]سئلة (?:ال)?امتحان",
        this_book="""(?:هذا|هذه) (?:الكتاب|الدورة|الدليل|المستودع|الموقع|الصفحة|المجموعة|القائمة|الأسئلة
            |المشروع)""",
        in_class="في (?:الحصة|المحاضرة|الصف|الدرس)|انظر (?:المحاضرة|الكتاب)|الحصة القادمة",
        unknown="اسأل|لا أحد|ليس بعد|لا أعرف",
        prefixes=("وال", "ال", "و", ""),
        asker="ما يريدون (?:معرفته|سماعه)|لماذا يسألون|هدف السؤال",
        stem="نص",
        wrong="خاطئة|خطأ",
        feedback="ملاحظات",
        graded="جزئيا|جزئيًا|صحيح|لم تتم الإجابة|مكتمل|لم يتم التقييم",
        given="المحددة|المختارة|إجابتك",
    ),
    Language(
        code="zh",
        puzzle="谜题|謎題|谜语|謎語",
        reads="阅读|閱讀|请阅读|請閱讀",
        beside="日志|日誌|截图|截圖|配置|记录|記錄|文件|数据|數據|表格|图片|圖片|代码|代碼|源码|原文|译文",
        interviewed="专访|專訪|访谈|訪談|采访|採訪",
        dialogue="对话|對話|会话|會話|会议记录|會議記錄|剧本|劇本",
        you="你|您",
        speaker="我",
        except_for="除了?",
        front="正面",
        back="背面|反面",
        answer="参考答案|参考回答|参考解答|參考答案|參考回答|參考解答|解题思路|解題思路|解题过程|答案|回答|解答|答复|答覆|(?<![问問])答(?![题題辩辯应應])",
        solution=r"(?<![^\W\d_])解(?=\s*(?:[:：]|\*\*|__|\Z))|题解(?!决)|題解(?!決)|解法|解决方案|解決方案|(?:面试|面試)?[题題]目?剖析|(?:问题|問題)剖析",
        right="正确|正確",
        explanation="解释|解釋|解析|说明|說明|详解|詳解",
        why="为什么|為什麼|原因",
        question="问题|問題|题目|題目|提问|提問|问|問",
        numbered="题|題",
        hint="提示|线索|線索",
        example="示例|例子|例题|例題|举例|舉例|例如|范例|範例",
        note="备注|備註|注意(?!力)|笔记|筆記|注释|註釋|小贴士|警告",
        references="""参考资料|參考資料|参考文献|參考文獻|参考链接|參考連結|题目链接|題目連結|原题链接|参考|參考
            |延伸阅读|延伸閱讀|相关链接|相關連結|扩展阅读|推荐阅读|来源|來源""",
        extra="更多|背景|补充|補充|其他|其它|详情|詳情",
        aside="""例如|比如|举例|舉例|示例|范例|範例|例子|小贴士|提示(?!词|詞)|注意(?!力)|备注|備註|官方文档|官方文件
            |参考(?:资料|文献|链接|文档)|參考(?:資料|文獻|連結|文件)|参见|參見|另见|另見|延伸阅读|延伸閱讀|扩展阅读
            |相关链接|相關連結""",
        exercise="练习题|練習題|练习|練習|习题|習題|任务|任務|挑战|挑戰",
        quiz="小测验|小測驗|测验|測驗|自测|自測",
        says_little="常见问题|常見問題|帮助|幫助|详情|詳情|展开|展開|查看更多|试一试|試一試|检查你的理解|测试你的知识",
        announces="面试(?!官)|面試(?!官)|(?<![标標主专專课課])[题題]|问题|問題|质问|问答|問答|測驗|测验|考试|考試",
        contents="目录|目錄|目次|本页内容|本頁內容",
        sections="""简介|簡介|介绍|介紹|引言|前言|序言|概述|概览|概覽|总览|前提条件|前置条件|环境要求
            |(?:本[节章]|章节)?(?:总结|小结)|(?:本[節章]|章節)?(?:總結|小結)|摘要|结论|結論|结语|結語|后记|後記|下一步
            |许可证|許可證|授权|授權|贡献|貢獻|联系|聯繫|联系方式|联系我们|致谢|致謝|关于|關於|关于作者|作者|免责声明
            |免責聲明|附录|附錄|安装|安裝|快速开始|公众号""",
        placeholder="(?:稍后|稍後|后续|後續)(?:补充|補充|更新)|即将推出|即將推出|暂无|暫無|略|从略|從略|暂缺|暫缺|待更新|待回答|待解答|待整理|待补充|待補充|待完善|整理中|编写中|編寫中|敬请期待|敬請期待|未完待续|施工中",
        true="正确|正確|对|對|是",
        false="错误|錯誤|错|錯|否|不正确|不正確",
        reveal="点击|點擊|查看|显示|顯示|展开|展開|揭晓|揭曉|(?:参考|參考|示例|详细|詳細)(?=答案|解答)",
        small="这里|這裡|以|请|請|的",
        asks="""什么是|什麼是|什么叫|什麼叫|为什么|為什麼|如何|怎么|怎麼|怎样|怎樣|解释一下|解釋一下|简述|簡述|请简述|请解释|請解釋|请说明|請說明|请描述|请介绍|谈谈|談談|说说|說說|哪些
            |哪[种種个個]|判断题|判斷題|请问|請問|(?:[说說讲講聊谈談]|介绍|介紹|描述|阐述|闡述)(?:一下|下)|[说說讲講聊谈談]一[说說讲講聊谈談]|讲讲|講講|聊聊|什么(?:时候|情况|场景
            |样的)|什麼(?:時候|情況|場景|樣的)|(?:谁|誰)(?:是|可以|会|會|能)|(?:比较|比較|对比|對比)(?:[一两兩]|[^，。：；]{1,12}[和与與跟])""",
        asks_last="""是什么|是什麼|是啥|吗|嗎|有哪些|有什么问题|有什麼問題|区别|區別|的差异|的差異|怎么办|怎麼辦|为什么
            |為什麼|(?:说明|說明)(?:原因|理由)|(?:怎么|怎麼|怎样|怎樣|如何|为什么|為什麼|为何|為何|(?<!没有)什么
            |(?<!沒有)什麼|哪些|哪[几幾种種个個]|有何)[^，。；：、,;:都也]{1,8}|什么|什麼""",
        orders="""写出|寫出|说出|說出|列出|列举|列舉|计算|計算|实现|實現|画出|畫出|举例说明|编写|編寫|手写|手寫|翻译|翻譯|填空|[请請][你您]?(?:[说說写寫给給谈談画畫列用]|指出|设计
            |設計|证明|證明|分析|比较|比較|计算|計算|实现|實現|判断|判斷)|用[^，。：；]{1,12}?(?:实现|實現|写一|寫一|编写|編寫)|描述[一两兩]""",
        tasks="""想一想|想想|思考一下|思考以下|试一试|试试|试着|讨论一下|讨论以下|猜一猜|猜猜|动手|写出|画出|计算下列
            |计算以下|证明下列|证明以下|求出|求函数|求下列|请(?:你|思考|讨论|写|画|计算|证明|比较|尝试|估计)|你认为
            |你觉得""",
        joins="和|与|與|及|或|、",
        how_to="如何|怎么|怎麼|怎样|怎樣|步骤|步驟",
        compares="区别|區別|差异|差異|不同|对比|對比|比较|比較",
        lists="列出|列举|列舉",
        several="哪些|的[组組]件(?=[及有]|包括)|的[组組]成(?!的|原理)|种类|種類|类型|類型|优点|優點|缺点|缺點|步骤|步驟|阶段|階段|规则|規則|特点|特點|原则|原則|方法",
        which="哪",
        when="什么时候|什麼時候|何时|何時|什么情况下|什麼情況下|适用场景|使用场景|应用场景",
        what="什么|什麼|哪",
        follows="以下|下面|下列|如下",
        this_code=r"""(?:以下|下面|下列|这段|这条|这个|这些|該|该|這段|這個|如下|给定|給定)(?:[^\W\d_]
            |[A-Za-z+#\s]){0,12}?(?:代码|代碼|程式碼|程序|程式|脚本|腳本|函数|函數|方法|类|類別|循环|迴圈|查询|查詢|语句
            |語句|表达式|表達式|策略|配置|sql|html|css|json|正则)|(?:改错|改錯|纠错|糾錯)[题題]""",
        shown="(?:以下|下面|下列|这个|这张|该|下)(?:表格|图表|示意图|图片|图像|图|表|矩阵|混淆矩阵|数据)",
        derives="假设|假設|设|設|令",
        elsewhere="阅读|閱讀|学习|學習|了解|更多|从|從|全文|详见|詳見|看|见|見|这篇|這篇|文章|网页|網頁|链接|連結|原文|讨论|討論",
        how="如何|怎么|怎麼|怎[样樣](?!的)|原理|思路|流程(?![图圖控引])",
        teaser="这取决于|取决于|视情况而定|有很多种?方法|有多种方法|有几种方法|我们来看|让我们看",
        above="上面|上述|上文|以上|上图|上表|前面的|这个例子|此例|本例",
        negation="不|没|沒|非",
        says_nothing="也许|有时|看情况|视情况而定|不知道|未知|见上|见下|同上",
        prints=r"(?:程序|代码|代碼|程式|函数|函數)(?:会|會|将|將)?(?:输出|輸出|打印|返回)(?:什么|甚麼|什麼|结果是什么)",
        output="输出|输出结果|运行结果|輸出|輸出結果|執行結果",
        all_above="""以上(?:都|全|皆|均)?(?:是|对|對|正确|正確|不是|不对|不對|都不是|都不对)
            |以上(?:答案|选项|選項)(?:都|均)?(?:正确|正確|不正确)|全部正确|都不对""",
        option="选项|選項|答案",
        difficulty="难度|難度|级别|級別",
        basics="基础|基礎|入门|入門|初级|初級|简单|簡單",
        intermediate="中级|中級|中等",
        advanced="高级|高級|进阶|進階|困难|困難|专家|專家",
        glossary="术语|術語|术语表|術語表|单词|單詞|生词|生詞|词汇|詞彙|词汇表|名词解释|名詞解釋|用语|缩写|縮寫",
        term="术语|術語|概念|名词|名詞|用语|词汇|詞彙|单词|單詞|命令|缩写|縮寫",
        definition="定义|定義|含义|含義|意思|描述|说明|說明|翻译|翻譯|译文|譯文",
        interview="(?:面试|面試)[题題](?:集合|集|库|庫)|面试题|面試題|面试(?!官)|面試(?!官)",
        usual="常见|常見|高频|高頻|经典|經典|必备|汇总|彙總|总结|整理|大全",
        faq="常见问题|常見問題",
        refers="它|它们|这|這|该|該",
        key="答案表|答案一览",
        judge="判断|判斷",
        copula="选项|選項|项|項|个|個|号|號|是|为|為",
        because="因为|因為",
        shown_above=r"(?:上面|上述|上文|以上)(?:[^\W\d_]){0,6}?(?:代码|代碼|程式碼|程序|程式|例子|查询|表格|图片|图表|示意图|图|表)|上图|上表",
        points="分",
        short="答",
        exam_questions="(?:考试|考試|复习|複習|期末)(?:重点|重點)|(?:考试|考試|期末|考研)(?:试题|試題|题|題)|简答题|簡答題",
        this_book="""(?:本|这本|這本|这个|這個|这份|這份|该|該)(?:书|書|课程|課程|教程|手册|手冊|指南|仓库
            |倉庫|项目|項目|站|网站|網站|页|頁|文档|文檔|题库|題庫|列表|小册|小冊)""",
        in_class=r"(?:课上|課上|课堂上|課堂上|上课|上課|下次|下节课|下節課)\w*|见讲义|見講義|见课件",
        unknown="问一?下?|問一?下?|没人|沒人|尚未|还没|還沒|不知道",
        boundaries="none",
        sample="示例",
        asker="""考察点|考察點|考查点|考查點|考察目的|考点|考點|出题意图|出題意圖|提问意图|提問意圖
            |面试官(?:意图|考察点|想听什么|想知道什么)|出题人|出題人|出题者|出題者|提问者|提問者|题目来源|題目來源|公司
            |问过的(?:一些)?公司|問過的(?:一些)?公司""",
        stem="题干|題幹|(?:题目|題目|问题|問題)描述",
        wrong="错误|錯誤|干扰项|干擾項",
        feedback="反馈|回饋",
        graded="部分|不正确|不正確|未作答|未回答|完成|您的|你的|未评分|未評分",
        given="所选|所選|已选|已選|您的|你的",
    ),
    Language(
        code="ja",
        puzzle="なぞなぞ|パズル|カタ",
        reads="次の文章を読|次の文を読|文章を読|文を読",
        beside="ログ|スクリーンショット|設定|変更|ファイル|データ|表|画像|コード|原文|訳文",
        spoken="会議メモ|議事録",
        interviewed="インタビュー|対談",
        dialogue="会話|対話|議事録|台本|脚本",
        you="あなた|さん",
        speaker="私|僕|俺",
        except_for="以外",
        front="表面?",
        back="裏面?",
        answer="答え|解答例|解答|回答|正解|模範解答|(?<![問回解])答(?![弁申])",
        solution="解決策|解法|解き方",
        right="正しい|正解の",
        explanation="解説|説明|理由",
        why="なぜ|どうして",
        question="質問|問題|設問|問い",
        numbered="問|例題",
        hint="ヒント|手がかり",
        example=r"(?<![^\W\d_])例(?![^\W\d_])|例えば|使用例|具体例",
        note="注意(?!力)|メモ|備考|補足|注釈|警告|コツ",
        references="参考文献|参考リンク|参考資料|参考|出典|関連リンク|関連項目|もっと読む",
        extra="その他|詳細|背景|別解|さらに",
        aside="""例えば|たとえば|使用例|具体例|例[:：]|注意(?!力)|備考|補足|ヒント|公式ドキュメント
            |参考(?:文献|リンク|資料)|関連(?:リンク|項目)|もっと読む""",
        exercise="練習問題|練習|演習|課題|チャレンジ",
        quiz="クイズ|小テスト|理解度チェック|確認テスト|確認問題|理解度テスト|自己診断",
        says_little="よくある質問|ヘルプ|詳細|もっと見る|やってみよう|考えてみよう",
        announces="面接|問題|質問|クイズ|試験|演習|練習",
        contents="目次|このページの内容",
        sections="はじめに|概要|序文|前提条件|必要条件|(?:この)?(?:章|節)のまとめ|まとめ|要約|結論|おわりに|終わりに|次のステップ|ライセンス|貢献|お問い合わせ|連絡先|謝辞|について|著者|免責事項|付録|インストール|使い方",
        placeholder="は?準備中(?:です)?|近日公開|は?作成中(?:です)?|未回答|執筆中|後で追加|(?:近日中に|後日)追加|追記予定|未完成|未解答|省略|略|(?:ぜひ)?考えてみ(?:ましょう|てください|よう)",
        true="正しい|正|真|○",
        false="間違い|誤り|誤|偽|×",
        reveal="クリックして|クリック|表示する|表示|見る|開く|確認する|確認",
        small="ここを|ここ|を|の|して",
        asks="なぜ|どうして|説明してください|述べよ|次のうち",
        asks_last="""か。|とは何か|とは何ですか|とは何でしょうか|は何ですか|何ですか|ですか|ますか|でしょうか|でしょう|説明せよ|説明してください|説明しなさい|比較せよ|比較してください|定義せよ
            |述べよ|述べなさい|答えよ|答えなさい|違いは|なぜか""",
        orders_last="せよ|なさい|求めよ|挙げよ|書いてください|求めてください|挙げてください",
        tasks="皆さんは|あなたなら",
        tasks_last="""考えてみよう|考えてみましょう|考えてみてください|考えよう|考えましょう|考えてください|考えなさい
            |話し合おう|話し合いましょう|話し合ってください|議論しよう|議論してください|試してみよう|試してみましょう
            |試してみてください|やってみよう|やってみましょう|予想しよう|予想してみよう|予想してください|書いてください
            |書きなさい|書いてみよう|描いてください|求めよ|求めなさい|求めてください|計算せよ|計算しなさい
            |計算してください|証明せよ|証明しなさい|証明してください|比べてみよう|比較してください|調べてみよう""",
        joins="と|および|または|か|、",
        how_to="どのように|方法|手順|やり方",
        compares="違い|比較|差異|異なる|使い分け",
        lists="主な",
        several="挙げよ|挙げなさい|列挙|種類|利点|欠点|メリット|デメリット|長所|短所|手順|段階|規則|特徴|原則|方法",
        which="どれ|どの|次のうち",
        when="いつ|どんな場合|どのような場合|どんなとき|どんな時",
        what="何|なに",
        follows="以下|次の|下記",
        this_code=r"""(?:以下|次|下記|この|これら|上記)(?:[^\W\d_]|[A-Za-z+#\s]){0,12}?(?:コード|プログラム|スクリプト
            |関数|メソッド|クラス|ループ|クエリ|文|式|ポリシー|設定)""",
        shown="(?:以下の|次の|下記の|この)(?:表|図|画像|グラフ)",
        derives="仮に|とする",
        elsewhere="こちら|記事|学ぶ|から|読む|続き|詳しく|詳しくは|は|この|リンク|ページ|議論",
        how="どのように|どうやって|仕組み|どう(?:動|働|機能|調べ|対応|対処|解決|直|防|実現|実装|進め)",
        teaser="場合によ|いくつかの方法があ|さまざまな方法があ|見てみましょう",
        above="上の|上記|前の(?:コード|例|表|図|問題)|この例",
        negation="ない|ません",
        says_nothing="はい|いいえ|たぶん|もちろん|場合による|不明|わからない|分からない|上記参照|下記参照|同上|同じ",
        prints=r"(?:プログラム|コード|関数)は何を(?:出力|表示|返)",
        output="出力|出力結果|実行結果",
        all_above="(?:上記|以上)の?(?:すべて|全て)(?:正しい)?|(?:上記|以上)の(?:いずれでもない|どれでもない)|該当なし",
        option="選択肢|解答",
        difficulty="難易度|レベル",
        basics="基礎|基本|初級|入門|簡単",
        intermediate="中級",
        advanced="上級|応用|難しい",
        glossary="用語集|用語|単語|語彙|略語|定義",
        term="用語|概念|単語|略語|コマンド|言葉",
        definition="定義|意味|説明|正式名称|翻訳|訳",
        interview="面接|の面接",
        usual="よくある|頻出|集",
        faq="よくある質問",
        refers="それ|これ|その|この",
        key="答え一覧|正解一覧|解答一覧",
        judge="正誤",
        copula="番です|番である|番|です|である|が|は",
        because="なぜなら",
        shown_above=r"(?:上の|上記の?)(?:コード|プログラム|例|クエリ|表|図|画像|地図|グラフ)",
        points="点",
        short="答",
        exam_questions="(?:試験|テスト)問題|過去問|口頭試問",
        this_book="""(?:この|本)(?:本|書籍?|講座|コース|教材|ガイド|リポジトリ|サイト|ページ|問題集
            |プロジェクト|教科書|リスト)|本書""",
        in_class=r"(?:授業で|講義で|次回)\w*|講義資料を参照",
        unknown="聞く|聞いて|要確認|誰も|まだ|わからない",
        boundaries="none",
        sample="解答例|模範解答",
        asker="質問の意図|出題の意図|出題意図|面接官の意図|出題者",
        stem="問題文",
        wrong="誤答|不正解",
        feedback="フィードバック",
        graded="部分的に|あなたの|未解答|完了|正解|未採点",
        given="選択した|選択された|あなたの",
    ),
    Language(
        code="ko",
        puzzle="수수께끼|퍼즐|카타",
        reads="다음 글을 읽|글을 읽|다음을 읽",
        beside="로그|스크린샷|설정|변경|파일|데이터|표|그림|코드",
        interviewed="인터뷰|대담",
        dialogue="대화|회화|회의록|대본",
        you="당신|님",
        speaker="저는|제가|나는|우리",
        except_for="제외",
        front="앞면?",
        back="뒷?면",
        answer=r"정답|답변|해답|답안|모범답안|모범 답안|답(?=\W*(?:[:：]|\Z))",
        solution="풀이|해결책|해결 방법",
        right="올바른|맞는",
        explanation="설명|해설|이유",
        why="왜",
        question="질문|문제|문항",
        numbered="문",
        answer_letter="답",
        hint="힌트|단서",
        example=r"예시|예제|예(?=\W|\d|$)|예를 들어",
        note="참고 사항|메모|주의|비고|경고|팁",
        references="참고 자료|참고문헌|참고|출처|관련 링크|링크|더 읽을거리|더 읽어보기",
        extra="더 보기|추가|배경|기타|자세히",
        aside="""예시|예를 들어|예를 들면|참고 자료|참고 문헌|참고문헌|주의|비고|공식 문서|관련 링크|더 읽을거리
            |더 읽어보기|도움말""",
        exercise="연습문제|연습 문제|연습|과제|실습|도전",
        quiz="퀴즈",
        says_little="""자주 묻는 질문|도움말|자세히|더 보기|직접 해보기|이해도 점검|이해도 확인|스스로 확인하기
            |자가 진단|확인 문제""",
        announces="질문|면접|퀴즈|시험|(?:기출|예상|연습) ?문제|문제집",
        contents="목차|차례|이 페이지의 내용",
        sections="""소개|서론|개요|머리말|들어가며|요구 사항|전제 조건|(?:이 )?(?:장|절) 요약|요약|정리|결론|마치며
            |맺음말|다음 단계|라이선스|라이센스|기여|기여하기|문의|연락처|감사의 말|저자|작성자|부록|설치|시작하기""",
        placeholder="""준비 중(?:입니다)?|준비중|답변 없음|작성 중(?:입니다)?|작성중(?:입니다)?|추후 추가|곧 공개
            |추가 예정|추가될 예정(?:입니다)?|업데이트 예정|작성 예정|(?:아직 )?(?:정답|답) (?:없음|미정)|미복원
            |복원 (?:안 ?됨|불가|실패)(?: ?[ㅠㅜ]+)?""",
        true="참|맞다|맞음|옳다",
        false="거짓|틀리다|틀림|아니다",
        reveal="보기|보이기|펼치기|클릭|확인|열기|(?:예시|예비|예상)(?= ?답)",
        small="여기를|여기|하여|하세요",
        asks="왜 |무엇이|어떻게 |다음 중",
        asks_last="""무엇인가|[가-힣]*(?:[는은]가|[인은는한]가요|나요|까요?)|설명하시오|설명하세요|설명해 주세요
            |설명해주세요|설명하십시오|설명해 ?보세요|알려주세요|알려 주세요|서술하시오|말해 ?(?:주|보)세요
            |비교해 ?(?:주|보)세요|비교하시오|비교하세요|정의하시오|차이점은|이유는|란""",
        orders_last="[가-힣]*(?<!십)시오|작성하세요|구하세요|고르세요|쓰세요|나열하세요",
        tasks="어떻게 생각",
        tasks_last="""생각해 ?보세요|생각해 ?봅시다|생각해 ?보자|토론하세요|토론해 ?보세요|토론해 ?봅시다|시도해 ?보세요
            |추측해 ?보세요|예상해 ?보세요|작성하세요|작성하시오|작성해 ?보세요|쓰시오|쓰세요|그리시오|그려 ?보세요
            |구하시오|구하세요|계산하시오|계산하세요|증명하시오|비교하시오|비교하세요|비교해 ?보세요""",
        joins="와|과|및|또는|그리고",
        how_to="어떻게|방법|절차|단계",
        compares="차이|차이점|비교|다른 점",
        lists="주요",
        several="나열|종류|유형|장점|단점|단계|규칙|특징|원칙|방법|예시",
        which="어느|어떤|다음 중",
        when="언제|어떤 경우|어느 경우",
        what="무엇|뭐|무슨",
        follows="다음|아래",
        this_code=r"""(?:이|다음|아래|주어진) (?:\S+ ){0,2}(?:코드|프로그램|스크립트|함수|메서드|메소드|클래스|반복문
            |루프|쿼리|문장|표현식|식)""",
        shown="(?:이|다음|아래) (?:표|그림|도표|다이어그램)",
        derives="가정|라고 하자",
        elsewhere="읽기|배우기|더|이|글|기사|페이지|에서|보세요|자세한|내용|내용은|토론|논의",
        how="어떻게|어떤 방식|(?:동작|작동) ?(?:원리|방식)|과정(?!이란)",
        teaser="상황에 따라|여러 가지 방법이 있|살펴보",
        above="위의|위 (?:코드|쿼리|예제|표|그림|문제)|앞의|이 예제",
        negation="않는|없는|않은|아닌",
        says_nothing="""네|예|아니요|아니오|아마|물론|가끔|상황에 따라 다르다|상황에 따라 다름|모름|모른다|위 참조
            |아래 참조|위와 같음|동일""",
        prints=r"(?:프로그램|코드|함수)(?:은|는|의) (?:무엇을 (?:출력|반환)\S*|출력 ?(?:결과|값)[은는])",
        output="출력|출력 결과|실행 결과",
        all_above=r"위(?:의)?\s?(?:모두|전부)|모두 (?:정답|맞다|옳다)|(?:정답|해당) 없음",
        option="보기|선택지|정답",
        difficulty="난이도|수준",
        basics="기초|기본|초급|입문|쉬움",
        intermediate="중급|보통",
        advanced="고급|심화|어려움",
        glossary="용어집|용어|용어 정리|단어|어휘|약어",
        term="용어|개념|단어|약어|명령어",
        definition="정의|의미|뜻|설명|번역",
        interview="면접",
        usual="자주 나오는|자주 묻는|모음|정리",
        faq="자주 묻는 질문",
        refers="이것|그것|이를|그|이",
        key="정답표",
        judge="진위형|참거짓",
        copula="번입니다|번이다|입니다|이다|번이|번은|번|이|가",
        because="왜냐하면",
        shown_above=r"(?:위의|위) (?:코드|프로그램|예제|쿼리|표|그림|지도|도표)",
        points="점",
        short="답|정답",
        exam_questions="(?:시험|기출|예상) ?문제",
        this_book="""(?:이|본) (?:책|강의|강좌|과정|가이드|안내서|저장소|리포지토리|사이트|페이지|문제집|목록
            |프로젝트|자료)""",
        in_class=r"(?:수업에서|수업시간에|강의에서|다음 시간에)(?: \w+)?|강의자료 참고",
        unknown=r"물어\w*|아무도|아직|모름",
        boundaries="start",
        sample="모범 ?답안",
        asker="질문 의도|출제 의도|면접관의 의도|출제자",
        stem="지문|문제 ?본문",
        wrong="오답",
        feedback="피드백",
        graded="""정답|정답입니다|오답입니다|부분적으로|맞음|틀림|맞습니다|틀렸습니다|당신의|답하지 않음
            |완료|채점되지 않음""",
        given="선택한|당신의",
    ),
)
LANGUAGES: tuple[Language, ...] = (*LARGE, *MORE_LANGUAGES)
_VOWEL_SIGNS = "[\u0900-\u0903\u093a-\u094f]|[\u0962\u0963]"
"""Those of Devanagari, which `\\w` does not match; one class of three ranges takes four times as long to compile."""
_END = rf"(?![^\W_]|{_VOWEL_SIGNS})"
"""The end of a word."""
_QUANTIFIERS = ("?", "*", "+", "{")
_LETTERS, _SPACE, _BREAKS = regex(r"\w*"), regex(r"\s+"), regex(r"\n *")
_ALL_LETTERS = regex(r"[^\W\d_]*")
_START = regex(r"(?:\(\?<!\[[^\]]*\]\))?([^\W\d_]*)(?: (?!\?)([^\W\d_]*)(?![?*+{]))?(.*)")
"""The letters at the start of a pattern, after what may not precede them, those after a space, and the rest of it."""
_MORE = regex(rf"[^\W_]|{_VOWEL_SIGNS}")
_LEADING_GROUP = regex(r"\(\?:(?P<group>[^()]*)\)(?P<optional>\??)(?![?*+{])")
_PIECE = regex(
    r"(?:(?P<plain>[^\\()\[\]?*+{}.^$|]+(?![?*+{])|[^\\()\[\]?*+{}.^$|])|\[(?P<letters>[^\]^\\-]+)\]"
    r"|\(\?:(?P<group>[^()]*)\))(?P<optional>\??)(?![?*+{])|(?P<other>.)"
)
_MOST_GROUPS = 2
"""Patterns with fewer groups are spelled out: with more, there would be hundreds of words."""
_FIRST_LETTERS = regex(r"(((\w)\w?)\w?)\w*")
_NOT_ASCII = regex(r"[^\x00-\x7f]")
_ASCII_LETTER = regex(r"(?<!\\)[a-z]")
_FEW = 40
"""Words that begin with this few letters: these are looked for in a text, and not its letters among these."""
_LENGTHS = (3, 2, 1, 0)
"""Numbers of letters by which words are found: with three, few other words begin like them."""
_NO_ASCII = r"(?-i:(?=[^\x00-\x7f]))"
"""Before words of languages without spaces; it avoids the attempt at most positions.

To compile it takes three times as long where case is ignored.
"""


@cache
def alternatives(*kinds: str) -> str:
    """A group that matches all words of some kinds in all languages, the longest first, without boundaries.

    It is for patterns with `re.IGNORECASE`, and `re.VERBOSE` does not change it.

    >>> re.match(alternatives("answer", "solution"), "Antworten: B", re.IGNORECASE)[0]
    'Antworten'
    """
    return _group(LANGUAGES, kinds)


@cache
def whole_words(*kinds: str) -> str:
    """Like `alternatives`, for whole words where the language separates them; an underscore is not a start.

    >>> [bool(re.search(whole_words("answer"), text)) for text in ("svar", "svarar", "正确答案是", "정답은")]
    [True, False, True, True]
    """
    spaced, attached, unspaced = (
        _group([language for language in LANGUAGES if language.boundaries == where], kinds)
        for where in ("both", "start", "none")
    )
    return rf"(?:\b(?:{spaced}{_END}|{_NO_ASCII}{attached})|{_NO_ASCII}{unspaced})"


def initials(*kinds: str) -> str:
    """A lookahead for the first letters of words of some kinds: it avoids the attempt at most places of a text.

    >>> [bool(re.match(initials("question"), text)) for text in ("quiz", "Q", "answer", "质")]
    [True, True, False, True]
    """
    written = (word for language in LANGUAGES for word in _written(language, kinds))
    starts = {word.text[:1] for one in written for word in _words(one, ends=True)}
    letters = "".join(sorted({letter for start in starts for letter in (start, start.upper()) if start.isascii()}))
    return f"(?-i:(?=[{letters}]|[^\\x00-\\x7f]))" if all(starts) else ""


def beginnings(*kinds: str) -> str:
    """The first four letters of words of some kinds that are ASCII, as alternatives of a pattern for a first look.

    >>> beginnings("answer").split("|")[:3]
    ['ans', 'answ', 'antw']
    """
    found = chain.from_iterable(_by_letters(kind, ("both", "start"), True).values() for kind in kinds)
    return "|".join(sorted({word.text[:4] for word in chain.from_iterable(found)}))


class Words:
    """The whole words of some kinds, found by their first letters; others are compiled on first use."""

    def __init__(self, *kinds: str, ending: str = "") -> None:
        self._kinds = kinds
        self._ending = regex(ending)

    def are_in(self, text: str) -> bool:
        """Whether a text in lower case has such a word.

        >>> Words("hint").are_in("ein hinweis"), Words("hint").are_in("ein hinweisschild")
        (True, False)
        """
        is_ascii = text.isascii()
        table = self._ascii if is_ascii else self._at_start
        few = {letters for letters in table if letters in text} if len(table) <= _FEW else _starts(text)
        if letters := table.keys() & few:  # none in most texts
            words = (
                word for word in _FIRST_LETTERS.finditer(text) if "" in letters or not letters.isdisjoint(word.groups())
            )
            if any(self._end(table, text, word.start()) >= 0 for word in words):
                return True
        if is_ascii:
            return False
        return any(self._end(self._anywhere, text, match.start()) >= 0 for match in _NOT_ASCII.finditer(text))

    def end(self, text: str, start: int = 0) -> int:
        """Where such a word ends that starts in a text in lower case, with its ending; -1 without one.

        >>> Words("answer", "right").end("correct answer"), Words("answer").end("correct answer")
        (7, -1)
        """
        if is_ascii := text.isascii():
            words = self._ascii
            if not (
                text[start : start + 3] in words or text[start : start + 2] in words or text[start : start + 1] in words
            ):
                return -1  # at nearly all places
        is_inside = start and text[start - 1 : start + 1].isalnum()
        if is_ascii:
            return -1 if is_inside else self._end(self._ascii, text, start)
        found = -1 if is_inside else self._end(self._at_start, text, start)
        return max(found, self._end(self._anywhere, text, start))

    @cached_property
    def _ascii(self) -> "_ByLetters":
        """The words that begin where a word does, without those that are never in ASCII text: most texts are such."""
        return self._of("both", "start", is_ascii=True)

    @cached_property
    def _at_start(self) -> "_ByLetters":
        """The words that begin where a word does."""
        return self._of("both", "start")

    @cached_property
    def _anywhere(self) -> "_ByLetters":
        """The words that no space separates."""
        return self._of("none")

    def _of(self, *boundaries: str, is_ascii: bool = False) -> "_ByLetters":
        if len(self._kinds) == 1:
            return _by_letters(*self._kinds, boundaries, is_ascii)
        found: _ByLetters = {}
        for kind in self._kinds:
            for letters, words in _by_letters(kind, boundaries, is_ascii).items():
                found.setdefault(letters, []).extend(words)
        return found

    def _end(self, table: "_ByLetters", text: str, start: int) -> int:
        end = -1
        for length in _LENGTHS:
            for word in table.get(text[start : start + length], ()):
                stop = word.end(text, start)
                if stop > end and (ending := self._ending.match(text, stop)):
                    end = ending.end()
        return end


@lru_cache(1 << 5)
def _starts(text: str) -> Set[str]:
    """The letters by which the words of a text are found; several kinds of words are looked for in one text."""
    return {"", *chain.from_iterable(_FIRST_LETTERS.findall(text))}


class _Word(Struct, frozen=True, gc=False):
    """A word as it is written, or a pattern of words."""

    text: str
    """For a pattern, the letters with which it begins."""
    ends: bool
    """Whether no letter may follow."""
    goes_on: bool = False
    """Whether any letters may follow that belong to it."""
    pattern: re.Pattern[str] | None = None
    then: str | None = None
    """The letters after the white space that follows those of a pattern; None if there may be none."""

    @property
    def first_letters(self) -> str:
        start = self.text[: _LENGTHS[0]]
        return start if start.isalpha() or not start else _ALL_LETTERS.match(start)[0]  # type: ignore[index]

    def end(self, text: str, start: int) -> int:
        """Where it ends if it starts there, else -1."""
        if not text.startswith(self.text, start):
            return -1
        stop = start + len(self.text)
        if self.pattern:
            if self.then is not None:
                space = _SPACE.match(text, stop)
                if not space or not text.startswith(self.then, space.end()):
                    return -1
            match = self.pattern.match(text, start)
            return match.end() if match else -1
        if self.goes_on:
            return _LETTERS.match(text, stop).end()  # type: ignore[union-attr]
        return -1 if self.ends and _MORE.match(text, stop) else stop


_ByLetters = dict[str, list[_Word]]
"""Words by their first letters."""


@cache
def _by_letters(kind: str, boundaries: tuple[str, ...], is_ascii: bool) -> _ByLetters:
    """The words of a kind in the languages with such boundaries; those that may be in ASCII text, or all."""
    found: _ByLetters = {}
    seen: set[tuple[str, bool]] = set()
    for language in LANGUAGES:
        field = getattr(language, kind)
        if not field or language.boundaries not in boundaries or (is_ascii and not _ASCII_LETTER.search(field)):
            continue
        ends = language.boundaries == "both"
        for written in _written(language, (kind,)):
            is_plain = written.isalpha()  # as most
            if is_ascii and not written.isascii() and (is_plain or not _may_be_ascii(written)):
                continue
            for prefix in language.prefixes:
                text = prefix + written
                if (text, ends) in seen:  # languages that are close have the same words
                    continue
                seen.add((text, ends))
                if is_plain:
                    found.setdefault(text[: _LENGTHS[0]], []).append(_Word(text, ends))
                    continue
                for word in _words(text, ends=ends):
                    if not is_ascii or word.text.isascii():
                        found.setdefault(word.first_letters, []).append(word)
    return found


def _may_be_ascii(written: str) -> bool:
    """Whether a word of a pattern may be ASCII that is not all of it: its first letters are, or may be left out."""
    first = _LETTERS.match(written)[0]  # type: ignore[index]
    is_ascii = first.isascii() or written[len(first) : len(first) + 1] in _QUANTIFIERS
    return is_ascii and not written.replace(" ", "").isalpha()


def _words(written: str, *, ends: bool) -> list[_Word]:
    """The plain words that a pattern stands for, or it as a pattern."""
    if written.isalpha() or written.replace(" ", "").isalpha():
        return [_Word(written, ends)]
    stem = written.removesuffix(r"\w*")
    plain = _expanded(stem) if stem.count("(") < _MOST_GROUPS else None
    if plain is not None:
        return [_Word(word, ends, stem != written) for word in plain]
    words = []
    for form in _forms(written):
        letters, then, rest = _START.fullmatch(form).groups()  # type: ignore[union-attr]
        head = letters[:-1] if then is None and rest.startswith(_QUANTIFIERS) else letters
        words.append(_Word(head, ends, pattern=regex(_with_any_space(form) + _END * ends), then=then))
    return words


def _expanded(pattern: str) -> list[str] | None:
    """The words that a pattern stands for; None if it has more than alternatives, letters in brackets and `?`."""
    if pattern.isalpha():
        return [pattern]
    if pattern[-1:] == "?" and pattern[:-1].isalpha():  # as half of them
        return [pattern[:-1], pattern[:-2]]
    words = [""]
    for plain, letters, group, optional, other in _PIECE.findall(pattern):
        if other:
            return None
        options = [plain] if plain else list(letters)
        for alternative in group.split("|") if group else ():
            if (expanded := _expanded(alternative)) is None:
                return None
            options += expanded
        options += [""] * bool(optional)
        words = [word + option for word in words for option in options]
    return words


def plain_words(*kinds: str) -> frozenset[str]:
    """The words of some kinds in all languages, without those of which only a pattern is known.

    >>> sorted(plain_words("joins"))[:3]
    ['albo', 'and', 'atau']
    """
    written = (word for language in LANGUAGES for word in _written(language, kinds))
    return frozenset(word.text for one in written for word in _words(one, ends=True) if not word.pattern)


def words_of(language: Language, *kinds: str) -> Iterator[str]:
    """The words of a language as patterns, kind by kind, without its prefix."""
    return map(_with_any_space, _written(language, kinds))


def _written(language: Language, kinds: Iterable[str]) -> Iterator[str]:
    """The words of a language as they are in the table, and those of labels without accents, which some can't type."""
    for kind in kinds:
        if field := getattr(language, kind):
            for word in _split(field):
                yield word
                if kind in _OF_LABELS and not word.isascii() and (plain := _without_accents(word)) != word:
                    yield plain


def _without_accents(word: str) -> str:
    """A word with only the letters of English, if it is in Latin letters.

    >>> _without_accents("odpowiedź"), _without_accents("питання")
    ('odpowiedz', 'питання')
    """
    if word[0] > "ſ":
        return word  # not in Latin letters
    plain = normalize("NFD", word.replace("ł", "l").replace("đ", "d")).encode("ascii", "ignore").decode()
    return plain if len(plain) == len(word) else word  # else more is left out than accents


def _with_any_space(word: str) -> str:
    return word.replace(" ?", r"\s*").replace(" ", r"\s+")


def _forms(word: str) -> Iterator[str]:
    """A pattern with each alternative that it begins with."""
    match = _LEADING_GROUP.match(word)
    if match is None:
        yield word
    else:
        starts = [*match["group"].split("|"), *[""] * bool(match["optional"])]
        yield from (form for start in starts for form in _forms(start + word[match.end() :]))


def _split(field: str) -> list[str]:
    """The words of a field, which are separated outside of groups."""
    parts = (_BREAKS.sub("", field) if "\n" in field else field).split("|")
    if "(" not in field:
        return parts
    words: list[str] = []
    depth = 0
    for part in parts:
        if depth:
            words[-1] += f"|{part}"
        else:
            words.append(part)
        if depth or "(" in part:
            depth += part.count("(") - part.count(")")
    return words


def _group(languages: Iterable[Language], kinds: Sequence[str]) -> str:
    """A group of alternatives by their first letter, so that few are tried at each position of a text."""
    groups: dict[tuple[tuple[str, ...], bool], dict[str, set[str]]] = {}
    for language in languages:
        for word in words_of(language, *kinds):
            letter = word[0] if word[0].isalpha() and word[1:2] not in _QUANTIFIERS else ""
            starts_ascii = re.match(r"\W*[a-z\\]", word) is not None
            by_letter = groups.setdefault((language.prefixes, starts_ascii), {})
            by_letter.setdefault(letter, set()).add(word.removeprefix(letter))
    parts = []
    for (prefixes, starts_ascii), by_letter in groups.items():
        found = "|".join(
            f"{_either_case(letter)}(?:{'|'.join(sorted(rest, key=_by_length))})"
            for letter, rest in sorted(by_letter.items(), reverse=True)
        )
        parts.append(f"{'' if starts_ascii else _NO_ASCII}(?:{'|'.join(prefixes)})(?:{found})")
    return f"(?:{'|'.join(parts) or '(?!)'})"


def _either_case(letter: str) -> str:
    """A letter, spelled out in both cases: `re` skips alternatives by a set of letters, but not by `IGNORECASE`."""
    return letter if letter.upper() == letter else f"(?-i:[{letter}{letter.upper()}])"


def _by_length(word: str) -> tuple[int, str]:
    """The order of patterns, the longest first, without what they only look at."""
    return -len(re.sub(r"\(\?<?[!=][^()]*\)", "", word) if "(" in word else word), word
