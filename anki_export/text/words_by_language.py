"""The words of labels and questions in each language: the one table that every module uses.

To add a language, add one entry to `WORDS`, with the kinds of words that are safe in it; `KINDS` says what they are.
"""

KINDS = {
    # Labels of answers, and of what accompanies them
    "answer": "the answer, as a label before it",
    "short": "abbreviates the answer or solution, before a dot or colon: `Lsg. 42`; alone, it may mean something else",
    "answer_letter": "one letter for an answer other than A, before a colon: `R:`",
    "solution": "the answer to a task",
    "sample": 'says of an answer that it is one of several: "*sample* answer"',
    "right": "what the answer is called: the *correct* answer",
    "wrong": "what the options are called that are not right: the *wrong* answers",
    "key": "the title of a list that has the answers by their numbers",
    "explanation": "why the answer is right",
    "because": 'begins a reason: "B, *because* it is a file"',
    "hint": "a hint, which is not an answer",
    "example": "an example",
    "note": "a remark: note, tip, warning",
    "extra": "other material besides an answer",
    "stands_for": "asks what the letters of an abbreviation are: What does it *stand for*?",
    "references": "lists of links and sources",
    "elsewhere": 'what the text of a link consists of that sends the reader elsewhere: "*Read* here", "*this article*"',
    "aside": 'begins what accompanies an answer: "*For example*, …"; links and the like only where they are alone',
    "beside": "names, in the title of a hidden block, what accompanies a text and answers nothing: a *log*",
    "output": "what a program prints, as a label before it",
    "reveal": 'invites the reader to show what is hidden: "*show* answer"',
    "small": 'function words between those of a label: "click *to* show *the* answer"',
    "joins": 'joins letters in a list: "A *and* C"',
    # Labels of questions and tasks
    "question": "a question, as a label before it",
    "questions": "several questions",
    "numbered": "names a question only with a number: `Câu 3`",
    "entry": 'names what is to be judged or answered, before its number: "*Statement* 2."',
    "question_letter": "one letter for a question other than Q, before a number: `P3.`",
    "stem": 'what a question asks, as the title of that part of it: "*Text*"',
    "exercise": "a task that the reader is to do",
    "puzzle": "what a task is called that is done for fun or as training, in the title of a page, before its number",
    "scenario": 'in a title: what is below it describes cases that the reader is to judge: "Offside *scenarios*"',
    "decision": 'how a case is judged that is described above, as a label: "*Decision*: no goal"',
    "points": 'what a question is worth, behind a number: "2 *points*"',
    "page": "where a book says more, as the head of a column",
    "asker": 'says who asks a question, or what for, as a label: "*What they want to know*: …"',
    "difficulty": "the difficulty, as a label before it",
    "basics": "the lowest of three levels",
    "intermediate": "the middle one",
    "advanced": "the highest one",
    # Options and statements
    "option": "an option, before its letter",
    "all_above": "an option that refers to the others",
    "except_for": 'takes what follows out: "all *but* B"',
    "copula": 'follows what it calls right: "B *is* correct"; what is attached in the order of the language',
    "true": 'the option "True"',
    "false": 'the option "False"',
    "judge": "says that statements follow, each of which is true or false",
    "graded": 'what a platform says of an answer, besides right and wrong: "*partially* correct", "*not answered*"',
    "given": 'what it calls the answer of a learner, which may be wrong: "*selected* answer"',
    "feedback": "what is said to those who have answered, as a title",
    # Titles of pages and sections
    "quiz": "titles of blocks and sections that hold questions, perhaps with the subject after it",
    "announces": "in the title of a page: questions follow",
    "faq": "names a page all of whose headings are questions, whatever their words",
    "practical": "names a section of an introduction that says how a course is run",
    "interview": "a job interview, in titles of questions for one; those in English have their own grammar",
    "about": 'leads from the questions of such a title to their subject: "preguntas *sobre* Git"',
    "usual": 'what else such a title says about them: "questions *fréquentes*"',
    "glossary": "the title of a glossary",
    "title": "names the title of a page in its front matter",
    "term": "the head of a column of terms",
    "definition": "the head of a column of definitions, or of translations",
    "front": "one side of a flashcard",
    "back": "the other one, with the answer",
    "contents": "a table of contents",
    "sections": "other parts of a page that ask nothing: its introduction, its summary, its license",
    "says_little": "other titles that ask nothing and name nothing: Help, Details",
    "this_book": 'points to what a page belongs to: "How to use *this book*", in the order of the language',
    "tells": 'begins titles that are about the author unless a question mark ends them: "*How we* built it"',
    # What people say to each other
    "interviewed": 'says in a title that a person is asked, who is named after it: "*Interview with* Ann"',
    "spoken": "whole titles of pages on which people speak: an interview, minutes",
    "dialogue": 'says in a title that people speak to each other there: "*Dialogue* at the market"',
    "you": "speaks to the one who is asked, as in an interview",
    "speaker": "is what those say of themselves who answer there",
    # Words of questions
    "asks": "what only questions begin with",
    "asks_last": "what only questions end with",
    "asks_in_ending": 'ends the first word of a question for yes or no: "Syödään*kö*"',
    "why": "asks for the reason; in the title of a hidden block, it is an explanation",
    "what": "asks what something is or does",
    "which": "asks to choose",
    "when": "asks in which cases",
    "how": 'asks how something is, where that is not what begins a question for steps: "How *does* it work?"',
    "how_to": "asks for steps",
    "compares": "asks for a comparison",
    "lists": "what questions for several things begin with",
    "several": "what questions for several things ask for",
    "goes_on": 'begins a question that goes on from the one above, beyond doubt in the languages here: "*And* then?"',
    "refers": 'stands for what was named before: "Why is *it* heavy?"',
    "follows": 'points to what is below: "the *following* code"',
    "above": 'points to what is above: "the *preceding* table"',
    "this_code": 'points to code: "What does *this program* print?", in the order of the language',
    "prints": 'asks what code does that is not named: "What *is printed*?"',
    "shown": 'points to a table or picture: "What does *this diagram* show?", in the order of the language',
    "shown_above": 'points to code, a table or a picture above: "the *code above*", in the order of the language',
    "shown_in": 'points to those of another question, before its number: "the *code of question* 2"',
    # Words of tasks
    "orders": "what tasks begin with; on a page without questions, it begins a heading",
    "orders_last": "what they end with, where the verb is last",
    "tasks": 'begins what makes the reader think or work: "*Try to* …"; no answers, which begin with "use" or "run"',
    "tasks_last": "what such a text ends with",
    "reads": "begins an order to read a text, about which are the questions below it",
    # Words of answers
    "says_nothing": "whole answers that say nothing, without punctuation",
    "placeholder": "says that text is still missing",
    "in_class": 'says in a remark in brackets where the answer is given: "(we do this *in class*)"',
    "unknown": 'says in a remark in brackets that nobody has answered yet: "(*ask* Ann)"',
    "teaser": 'begins a sentence that only leads to the answer: "*Look at* an example.", "*It depends*."',
    "derives": 'begins a derivation, which ends with the answer: "*Let* x be the number", "*Suppose* it is fair"',
    "negation": "negates a sentence",
    # How the language is written
    "boundaries": "`start` if particles are attached to words, `none` if no spaces separate them",
    "prefixes": "what can be attached before a word, such as an article, the longest first",
}
"""What words of each kind say, or where they stand."""
# fmt: off
WORDS = {
    "en": dict(
        goes_on="and|but|(?:and )?(?:what|how) about",
        answer="answers?|ans|mark(?:ing)? schemes?", short="ans|answ|soln?", solution="solutions?|soln",
        sample="samples?|examples?|model", right="correct|right|suggested|most voted",
        wrong="wrong|incorrect|distractors?", key="keys?", explanation="explanations?|explain|rationale",
        because="because|since|as", hint="hints?|clues?", example="examples?(?! (?:answer|solution))|for instance",
        note="notes?|tips?|remarks?|warning|caution|(?:speaker|presenter) notes?",
        extra=r"""more|background|context|setup|deep\s?-?dive|details|alternatives?|alternatively|another|others?|bonus
            |extra""",
        stands_for="""stands? for|standing for|full forms?|expand|expansion|short for|abbreviations?|acronyms?|means?
            |meaning of|spell""",
        references="""references?|links?|sources?|reading|read more|see also|bibliography|materials|next questions
            |more questions|related questions|further questions|resources""",
        elsewhere="""read|learn|watch|find out|visit|look|refer|this|from|on|more|article|post|blog|our (?:web)?site
            |discussions?|thread|issue|(?:the|official) (?:docs|documentation|page|tutorial)""",
        aside=r"""examples?|tips?|notes?|official doc\w*|docs?|documentation|references?|see also|read more|usage
            |(?:links?|resources?|reading|sources?)(?=\W*$)|(?:useful|further|more|external) (?:links?|resources?
            |reading|sources?)(?=\W*$)|(?:for|for an?|an?) (?:examples?|tips?|notes?|official doc\w*|docs?|documentation
            |references?|see also|read more|usage|(?:(?:useful|further|more|external) )?(?:links?|resources?|reading
            |sources?)(?=\W*$))""",
        beside=r"""logs?|trace(?:back)?s?|stack\s?traces?|transcripts?|screenshots?|recordings?|config(?:uration|s)?
            |versions?|troubleshooting|changes|files?|data|table|diagrams?|images?|pictures?|photos?|code|listing
            |environment|release notes|sources?""",
        output="outputs?|(?:expected|console|program) output",
        reveal="""show|hide|see|explained|view|reveals?|click|tap|press|expand|open|toggle|unfold|check|display|get
            |spoiler|key|full|complete|model|sample|expected|suggested|possible|proposed|worked|detailed|official|final
            |reference|example(?= (?:answer|solution))""",
        small="to|for|the|a|an|here|me|it|and|your|in", joins="and|or",
        question="question", questions="questions", numbered="que|ques",
        entry="item|statement", stem="text|stem|prompt|(?:problem )?statement",
        exercise=r"exercises?|tasks?|challenges?|practice|problem(?= ?\d|\W*$)",
        scenario="scenarios?|situations?|cases", decision="decisions?|rulings?|verdicts?|calls?|diagnosis",
        puzzle="katas?|puzzles?|riddles?|drills?", page="pages?", points="points?|pts?|marks?|mks?|credits?|p",
        asker="""(?:what|why) (?:they|we|interviewers?|the interviewer|companies) (?:really |actually )?asks?(?: this
            | it| that)?|what (?:they|we|interviewers?|the interviewer) (?:really |actually )?wants? to (?:know|hear
            |see)|what (?:they|we|interviewers?)(?:['’]re| are) (?:really )?looking for
            |what the interviewer is looking for|what to listen for|interviewer['’]?s?['’]? (?:intent|intention|goal)
            |(?:intent|purpose|goal) of (?:the|this) question|asked (?:by|at)""",
        difficulty="difficulty|level|difficulty level", basics="basics?|beginners?|easy|fundamentals?|entry|junior",
        intermediate="intermediate|medium|mid", advanced="advanced|experts?|hard|senior|difficult",
        option="options?|answers?|choices?|alternatives?",
        all_above="(?:all|none|any|both|neither) of (?:the |these |them)?(?:above|others?|options|answers|these|them)?",
        except_for="except|but|other than", copula="is|are|was", true="true", false="false",
        graded="""partially|partly|you have correctly selected|not (?:yet )?answered|unanswered|answer saved|complete
            |requires grading|not graded""",
        given="selected|given|your|you answered|you (?:selected|chose)|responses?", feedback="feedback",
        quiz="""quiz(?:zes)?|trivia|test|check|quick quiz|pop quiz|mini quiz|self quiz|quick test|mini test|self test
            |quick check|self check|review questions""",
        announces=r"""questions?|interviews?|quiz(?:zes)?|faqs?|q\s*&(?:amp;)?\s*a|exams?|exercises?|flash\s?cards?
            |trivia|puzzles|riddles|knowledge check|self[- ](?:check|test)s?
            |(?:check|test) (?:yourself(?! (?:for|in|into|out)\b)|your (?:knowledge|understanding))""",
        title="title",
        faq="faqs?|frequently asked(?: questions)?",
        practical="administrivia|organi[sz]ational (?:matters|information|issues)|practical (?:information|matters)",
        glossary="glossar(?:y|ies)|terms|terminology|vocabulary|vocab|words|definitions|acronyms|abbreviations",
        term="(?:key )?(?:terms?|concepts?|acronyms?|abbreviations?|words?|phrases?|commands?)|vocabulary",
        definition="definitions?|meanings?|descriptions?|stands for|full form|translations?",
        front="front(?: side)?", back="back(?: side)?", contents="contents|table of contents|toc|on this page|index",
        sections=r"""introduction|intro|overview|preface|prerequisites?|requirements|summary|tl;?dr|recap|conclusions?
            |(?:chapter|section|lesson|module) (?:summary|recap)|summary of (?:this|the) (?:chapter|section|lesson)
            |closing thoughts|final thoughts|key takeaways|takeaways|wrap up|next steps|what['’]?s next|getting started
            |installation|usage|how to use|license|licence|licensing|copyright|contribut(?:e|ing|ions?|ors?)
            |how to contribute|contact(?: us| me)?|get in touch|support|community|feedback|credits|acknowledge?ments?
            |thanks|special thanks|changelog|change log|history|roadmap|about(?: us| me| the authors?| this \w+)?
            |authors?|maintainers?|disclaimer|sponsors?|donate|star history|show your support|stay in touch|follow me
            |legend|feel free to contribute|getting help|need more help|still have questions|still need help
            |appendix""",
        says_little="""help|need help|details|spoiler|show more|show details|click to reveal|try it|try it yourself
            |your turn|think about it|stop and think|knowledge check|check your understanding|check your answers?
            |check yourself|test yourself|test your knowledge|test your understanding""",
        this_book="""(?:this|these|our) (?:e-?)?(?:book|booklet|course|class|guide|handbook|manual|tutorial|workshop
            |repo|repository|project|site|website|page|collection|list|quiz|questions|notes|lessons?|material|flashcards
            |deck)""",
        tells="(?:how|why|what|when|where) (?:i|we|my|our)(?![’'])",
        interviewed="interviews? with|in conversation with|a talk with|questions for",
        dialogue="dialogues?|conversations?|transcripts?|minutes of|meeting minutes|scenes?|screenplays?|hearings?",
        you="yours?|you|yourself",
        speaker="""my|me|we|our|us|i (?:am|was|have|had|think|guess|would|could|can|love|like|use|used|grew|came|went
            |started|wanted|always|never|do|did|don['’]t|open|get|return|know|need)|i['’](?:m|ve|d|ll)|(?:am|do|did|can
            |could|should|would|will|must|may) i""",
        asks=r"""explain|describe|define|compare|discuss|differentiate|distinguish|please (?:explain|describe|define
            |compare|discuss|differentiate|distinguish)|wh(?:at|ich|o|om|ose)(?:['’]?s)? (?:is|are|was|were|do|does|did
            |will|would|can|could|should|might|may|happens?|makes?|kinds?|types?|sort|the|an?|you|your|has|have|had
            |causes?|of)|what['’]?s|how['’]?s|why (?:is|are|was|were|do|does|did|would|can|could|should|not|use|we|you
            |it|the)|how (?:is|are|was|were|do|does|did|will|would|can|could|should|many|much|you|we|often|long)
            |when (?:is|are|was|were|do|does|did|will|would|can|could|should)|where (?:is|are|was|were|do|does|did|will
            |would|can|could|should)|(?:is|are|was|were|does|do|did|can|could|should|would|will|has|have) (?:it|there
            |an?|the|you|we|this|that)|differences? between|(?:the|an?|any|main|key|some) (?:(?:main
            |key) )?differences? between|tell (?:me|us)|give (?:an?|some|me|two|three|four|five)|(?:which|whose) (?!we
            |you|it|they|this|that|these|those|to|not|if|when)[\w-]+(?: [\w-]+)? (?:is|are|was|were|do|does|did|will
            |would|can|could|should|must|may|might|has|have|had)|can you""",
        why="why", what="what", which="which",
        when="when (?:do|does|should|would|can|could|to|is it)|in (?:which|what) cases",
        how=r"""how (?:do|does|did|is|are|was|were|has|have|will|to)|(?:explain|describe|show|outline) how
            |how \w+ works?|what (?:do|does) (?:\S+ ){1,6}do|(?:walk|take|talk) (?:me|us) through|your (?:approach
            |strategy)""",
        how_to="""how do|how would|how can|how could|how should|how to|how you|what are the steps|list the steps
            |describe the steps|explain the steps|demonstrate|(?:can|could) you (?:please )?demonstrate|(?:give|show
            |provide) (?:me )?(?:an example|(?:a few|any|some) examples)|(?:can|could) you (?:please )?(?:give|show
            |provide) (?:me )?(?:an example|(?:a few|any|some) examples)""",
        compares=r"differ\w*|compare[ds]?|comparison|vs|versus|(?:better|worse) than",
        lists="what are (?:the|some|all|different|various|common|possible)|list|name|enumerate|mention",
        several="""types|kinds|ways|methods|steps|stages|phases|rules|examples|advantages|disadvantages|benefits|pros
            |drawbacks|limitations|features|principles|differences|categories|levels|assumptions|each of""",
        refers="it|its|they|them|their|this|that|these|those", follows="following|below|as follows|like (?:this|so)",
        above=r"""above|preceding|(?:the )?previous (?:\w+ )?(?:code|quer(?:y|ies)|example|snippet|table|figure|diagram
            |text|program|command|exercise|question)|in this (?:example|code|snippet|query|diagram|figure|table|picture
            |text)""",
        this_code=r"""(?:this|these|following|below|given) (?:\w+ ){0,2}(?:code|program|snippet|script|function|routine
            |method|class|loop|query|queries|commands?|statements?|expressions?|lines|policy|policies|configuration
            |config|manifest|output|schema|(?:sql|json|yaml|xml|html|css|markup|regex|dockerfile)(?! (?:structures?
            |types?|formats?|syntax|clauses?|elements?|tags?|keywords?|files?|data|schemas?|attributes?|functions?
            |properties)))|(?:code|program|snippet|script|function|query|policy|configuration|output|manifest) below
            |(?:does|will|would) (?:this|the following) (?:print|log|output|return|display|evaluate to)|(?:does|will
            |would) (?:this|the following) (?:compile|run)(?=\W*\?)|(?:wrong|bugs?|errors?
            |mistakes?) (?:with|in) (?:this|these|the following) \w+""",
        prints=r"""what (?:gets|is|will be|would be) (?:printed|logged)(?! (?:if|when|by|as)\b)|(?:predict|guess|find
            |give) the output(?! (?:of|from)\b)|(?:is|be) the (?:\w+ )?(?:output|result)(?=\?)
            |value of [a-z]\d?(?=\W*\?)|what (?:does|will|would) the (?:code|program|script|snippet|function
            |query) (?:print|output|log|return|display)(?=\W*\?)""",
        shown=r"""(?:this|these|following|below|given) (?:\w+ ){0,2}(?:tables?|diagrams?|pictures?|figures?|graphs?
            |charts?|plots?|histograms?|matrix|matrices|circuits?)|(?:tables?|diagrams?|pictures?|figures?|graphs?
            |charts?) below""",
        shown_above=r"""(?:code|program|snippet|script|function|query|example|table|diagram|picture|image|figure|graph
            |chart|map|output)s? above|above (?:\w+ )?(?:code|program|snippet|script|function|query|example|table
            |diagram|picture|image|figure|graph|chart|map|output)s?""",
        shown_in="""(?:code|program|snippet|script|function|query|table|diagram|graph|chart) (?:of|in|from) (?:question
            |exercise|task|problem)""",
        orders=r"""list|name|mention|enumerate|write|create|implement|design|draw|show|find|print|check|get|set|use|make
            |build|run|add|delete|remove|change|convert|calculate|compute|configure|deploy|fix|identify|install|prove
            |derive|state|outline|summari[sz]e|illustrate|suppose|imagine|given|consider|assume|solve|return|sort
            |reverse|update|select|count|generate|export|expose|scale|label|annotate|start|stop|connect|display|execute
            |modify|rename|restart|retrieve|fetch|verify|determine|mount (?:it|the|an?)|factor(?:i[sz]e)?|simplify
            |arrange|(?:put|place) (?:these|them|the following|(?:\w+ )?in (?:the (?:right |correct )?)?order)
            |differentiate|(?:analy[sz]e|classify|complete|conjugate|construct|contrast|estimate|evaluate|expand|express
            |integrate|interpret|justify|plot|predict|rewrite|sketch|translate) (?:the|this|these|each|an?|your)|how to
            |what|why|when|where|which|advantages|benefits|disadvantages|types|pros""",
        tasks="""think(?! of)|reflect on|discuss|guess|predict|ponder|try (?:to|it|this|that|out|yourself)
            |stop and think|talk to|pause|take an? (?:minute|moment|guess)|write(?! (?:to|us) )|jot down|measure (?:it
            |the|how|your)|draw|sketch|calculate|compute|work out|prove|derive|implement|solve|what do you (?:think
            |expect|notice)""",
        reads="read",
        says_nothing="""yes|no|yep|nope|yeah|sure|of course|maybe|perhaps|sometimes|it depends|that depends|depends
            |ditto|idem|unknown|n a|no answer|no idea|i don t know|i do not know|google it|same|the same|same as above
            |as above|as below|below""",
        placeholder=r"""coming soon{invites}|(?:will be )?(?:discussed|discuss|solved|covered) in (?:class
            |the (?:tutorial|lecture))|work in progress|(?:answers?|solutions?) (?:to|will) follow
            |this (?:answer|part|section|chapter) is being (?:re)?written|to be done|ask (?:mrs?|ms|dr|prof)\.? [\w-]+
            |to be (?:written|added|announced|completed)(?: (?:after|once|when|next) [\w -]{1,30})?|to complete
            |to be written[,;:–—-]+ ?(?:nobody|no one|ask|see|i|we)\b[^\n]{0,80}
            |(?:answer|date|time|place|details?|solution) (?:is |are )?still to be (?:confirmed|decided|determined
            |clarified)(?: [\w -]{1,30})?|still to be (?:confirmed|decided|determined|clarified)(?: [\w -]{1,30})?
            |to be (?:confirmed|decided|determined|clarified) (?:by|after|once|when|next|with) [\w -]{1,30}
            |to be filled|to be filled in|placeholder(?: text| question| answer)?|placeholder (?:question|answer) (?:for
            |about|on|no|number|\W?\d)\b(?s:.*)|answer (?:goes )?here|(?:the|your) answer (?:goes )?here|(?:write|add
            |put|type) (?:your|the|an) (?:answer|solution|code)(?: here)?|(?:not answered yet
            |no answer yet|no answers yet|no solution yet|no solutions yet
            |answer is missing|this answer is missing|the answer is missing|answer pending|answer is pending){invites}
            |will be (?:added|updated|written|completed)(?: soon| later| (?:after|before|in|next) [\w -]{1,30})?
            |will be (?:published|posted|uploaded|released)(?: soon| later
            | (?:after|before|in|next) (?:the )?(?:hand[ -]?in|due|deadline|exam|class|lecture|lesson|seminar|session
            |tutorial|week|term)\b[\w -]{0,20}
            | on (?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|moodle|canvas|the website))?
            |this (?:question|section|page) will be (?:added|written|completed)(?: soon| later)?
            |(?:is |are )?coming (?:soon|later|(?:after|in|next) [\w -]{1,30})
            |(?:will )?(?:appears?|follows?) (?:soon|shortly)|(?:the )?answers? (?:(?:will|may
            |can|might) )?var(?:y|ies)|(?:student|personal|own) (?:answers?|responses?)(?: (?:(?:will|may) )?vary)?
            |students?['’]?s? own (?:answers?|responses?|work)|write your answers? (?:below|(?:on|in) (?:an?|the|your
            |lined|separate|another|plain) [^.!?]{1,50})
            |see (?:the |your |our )(?:lectures?|slides|lecture notes|(?:black|white)?board)
            |see (?:lessons?|lectures?|class notes|practicals?)(?: [\w-]+){0,2}
            |(?:pictures?|photos?|images?|diagrams?) (?:to|will) follow|(?:help|answers?) (?:is |are )?wanted
            |(?:prs?|pull requests?|contributions?) (?:are |is )?welcome|left (?:to|for) the reader
            |left (?:to the reader )?as an exercise(?: (?:to|for) (?:you|the reader|the student))?
            |no (?:solution|answer)s? (?:is |are )?(?:given|provided)(?: here)?
            |no (?:solution|answer) ?[,;:–—-]+ ?(?:show|discuss) (?:it|this|yours) (?:to|with) [^\n?]{1,40}""",
        in_class=r"""in (?:the |our )?(?:class|lectures?|lessons?|tutorials?|seminars?|sessions?)
            |see (?:the |your |our )?(?:lectures?|slides|script|lecture notes|textbook|class)
            |(?:to be |we |we will |will be )discuss(?:ed)?|next (?:time|lesson|class|lecture|session)|(?:more|done
            |comes|follows|explained|shown) later|(?:to|will) follow(?: (?:after|in|next|once|when|later
            |from)(?: \w+){0,3})?|to be (?:confirmed|decided|filled in|completed|added|written)(?: (?:after|at|in|by
            |next)(?: \w+){0,3})?|to follow soon""",
        unknown="""ask(?:ing)?|to be asked|nobody|no one|not yet|(?:i )?(?:do not|don['’]t) know|no idea|look (?:it
            |this) up|(?:going to|will) (?:ask|check|find out|look (?:it|this|that) up)|(?:going to|will) (?:bring|give
            |make|send|show|tell|write) (?:us|me)|(?:going to|will) let (?:us|me) know""",
        teaser=r"""let['’]?s (?:look|see|take|start|consider|break)|let us (?:look|see|take|start|consider)|(?:it|this
            |that) depends|there are (?:many|several|various|multiple|some|different|a few|a number of|a lot of|two
            |three|four|five|\d+) (?:\w+ ){0,2}(?:ways|methods|options|approaches|answers|reasons|possibilities
            |solutions)|(?:great|good) question|here(?:['’]s| is) (?:one|a) (?:possible )?(?:solution|answer)\.\Z""",
        derives=r"let['’]?s|let us|let \w+ (?:be|denote)|suppose|assume", negation="not|cannot|never|no|without|t",
    ),
    "de": dict(
        goes_on="und|aber|wie ist es mit|was ist mit",
        answer="antwort(?:en)?|antw", short="antw|lsg|lös",
        solution="""lösung(?:en)?|(?:muster|beispiel)lösung(?:en)?|lösungsvorschlag|lösungsskizze|lösungsweg|auflösung
            |loesung(?:en)?|(?:muster|beispiel)loesung(?:en)?|aufloesung""",
        right="richtige?[nrs]?|korrekte?[nrs]?", wrong="falsche[nrs]?|distraktor(?:en)?", key="schlüssel",
        explanation="erklärung(?:en)?|erläuterung(?:en)?|begründung(?:en)?|erklären|erklaerung(?:en)?|begruendung(?:en)?",
        because="weil|da|denn",
        hint="hinweise?|tipps?|hilfestellung", example="beispiele?|zum beispiel",
        note="notiz(?:en)?|anmerkung(?:en)?|bemerkung(?:en)?|achtung|warnung|merke",
        extra="mehr|weitere[sn]?|hintergrund|zusatz|alternativen?|exkurs",
        stands_for="steh(?:t|en)|abkürzung(?:en)?|kürzel|ausgeschrieben|bedeute[tn]|bedeutung",
        references="""quellen?|referenz(?:en)?|literatur|siehe auch|links|weiterführende links|weiterlesen|verweise
            |zum weiterlesen""",
        elsewhere="lies|lesen|lerne?n?|mehr|weiter|dazu|von|auf|artikel|beitrag|seite|diese[rsn]?|erfahren|diskussion",
        aside=r"""beispiele?|zum beispiel|ein beispiel|hinweise?|tipps?|anmerkung(?:en)?|dokumentation|referenz(?:en)?
            |siehe auch|weiterlesen|(?:quellen?|literatur)(?=\W*$)|(?:nützliche|weitere|weiterführende
            |externe) (?:links?|quellen|literatur)(?=\W*$)""",
        beside="""protokolle?|logs?|bildschirmfotos?|screenshots?|mitschrift|konfiguration|versionen|fehlerbehebung
            |änderungen|dateien|daten|tabelle|bild(?:er)?|fotos?|code|quellcode""",
        output="ausgabe|konsolenausgabe",
        reveal="""zeigen|zeige|anzeigen|einblenden|ausblenden|verbergen|aufdecken|aufklappen|ausklappen|klicken|klicke
            |klick|ansehen|mögliche|ausführliche|vollständige|erwartete|vorgeschlagene|detaillierte""",
        small="hier|zum|zur|die|der|das|ein|eine|um|zu", joins="und|oder",
        question="frage", numbered="aufg", entry="aussage|item", questions="fragen", question_letter="f",
        stem="text|wortlaut|fragetext|fragestellung|aufgabentext",
        exercise=r"aufgaben?|aufgabenstellung|angabe|übung(?:en)?|übungsaufgaben?|problem(?= ?\d)",
        scenario="szenari(?:o|en|os)|spielsituation(?:en)?|fallbeispiele?|fälle",
        decision="entscheidung(?:en)?|entscheid|urteil|diagnose",
        puzzle="rätsel|denkaufgabe|knobelei|kata", page="seiten?", points="punkte?|pkte?|p|be",
        asker="""was (?:sie|man|wir) (?:wissen|hören|sehen) (?:wollen|will|möchten|möchte)|worauf (?:sie|wir) achten
            |warum (?:das|die frage|diese frage) gestellt wird|warum (?:sie|man) das (?:fragen|fragt)|(?:ziel
            |zweck) der frage|gefragt von""",
        difficulty="schwierigkeit|schwierigkeitsgrad|niveau", basics="grundlagen|anfänger|einsteiger|leicht|einfach",
        intermediate="mittel|mittelstufe",
        advanced="fortgeschritten|fortgeschrittene|schwer|schwierig|experten?|profis?",
        option="antwort|option|möglichkeit|antwortmöglichkeit",
        all_above="""(?:alle|keine)(?: der)? (?:obigen|genannten)(?: antworten)?|alle antworten|keine der antworten
            |keine davon|alle davon""",
        except_for="außer|ausser|bis auf", copula="ist|sind", true="wahr|richtig|stimmt",
        false="falsch|unwahr|stimmt nicht",
        graded="""teilweise|falsch|sie haben|nicht beantwortet|bisher nicht beantwortet|antwort gespeichert|vollständig
            |nicht bewertet""",
        given="ihre|deine|gewählte|ausgewählte|abgegebene|gegebene|ausgewählt|gewählt",
        feedback="feedback|rückmeldung(?:en)?",
        quiz="quiz|test|selbsttest|kurztest|lernkontrolle|wissenstest|verständnisfragen?|kontrollfragen?",
        announces="""testfragen|prüfungsfragen|interviewfragen|prüfung(?:en)?|vorstellungsgespräche?|karteikarten
            |übungsaufgaben|quiz|selbst(?:test|kontrolle)|teste dich|(?:kontroll|verständnis|wiederholungs)fragen
            |kurztest|lernkontrolle|wissenstest""",
        title="titel|überschrift",
        faq="häufig gestellte fragen|häufige fragen",
        practical="organisatorisches|organisatorische (?:hinweise|fragen)",
        interview="interviewfragen|vorstellungsgespräche?|bewerbungsgespräche?", about="zu|zum|zur|über|für",
        usual="häufige|häufigste|häufigsten|häufig gestellte",
        glossary="glossare?n?|begriffe|fachbegriffe|wörterbuch|wortschatz|vokabeln|abkürzungen|definitionen",
        term="begriffe?|konzepte?|abkürzung(?:en)?|befehle?|fachbegriffe?|wort|wörter",
        definition="definition(?:en)?|bedeutung|beschreibung|übersetzung(?:en)?", front="vorderseite", back="rückseite",
        contents="inhalt|inhaltsverzeichnis|inhaltsübersicht|auf dieser seite",
        sections="""einleitung|einführung|überblick|übersicht|vorwort|voraussetzungen|zusammenfassung(?: (?:des
            |dieses) (?:kapitels|abschnitts))?|fazit|schluss|nächste schritte|lizenz|mitwirken|beitragen|kontakt
            |danksagung|über uns|über mich|autor(?:en)?|haftungsausschluss|impressum|anhang|installation
            |erste schritte""",
        says_little="hilfe|details|mehr anzeigen|du bist dran|denk nach|teste dein wissen|teste dich selbst|teste dich",
        this_book="""(?:diese[rsmn]?|unsere?[rsmn]?) (?:buch(?:es)?|kurs(?:es)?|skript(?:s|um|ums)?|repo|repository
            |seiten?|sammlung|liste|fragen|karten|handbuchs?|leitfadens?|website|projekts?)""",
        tells="(?:wie|warum|wieso|weshalb|was|wann|wo) (?:ich|wir|mein|unser)",
        interviewed="interviews? mit|gespräch mit|im gespräch|fragen an",
        dialogue="dialoge?|gespräche?|protokoll (?:vom|der)|szenen?|drehbuch|verhöre?|vernehmung(?:en)?|unterhaltung",
        you="""dich|dir|deine?[rmns]?|ihnen|(?:hast|bist|kannst|würdest|machst) du|(?:haben|sind|können|würden
            |machen) sie""",
        speaker="ich|mich|mir|meine?[rmns]?|wir|uns|unsere?[rmns]?",
        asks=r"""was ist|was sind|was bedeutet|was versteht man|was macht|was passiert|was bewirkt|wie funktioniert
            |wie lautet|wie unterscheid\w+|wozu dient|wofür steht|welche[rsn]? \w+ (?:ist|sind|hat|haben|wird)
            |erkläre?n?(?: sie)?|erläutern?|beschreiben?|nennen?|definieren?|vergleichen?|worin unterscheid\w+
            |worin besteht|unterschied zwischen|(?:warum|wann|wo|wer|wie) (?:ist|sind|wird|werden|sollten?|kann|können
            |muss|müssen|darf|hat|haben)|wie viele?""",
        why="warum|wieso|weshalb",
        what="was (?:ist|sind|gibt|wird|macht|passiert|liefert|ergibt|bewirkt|steht|tut|bedeutet)|wozu|wofür",
        which="welche[nrsm]?", when="wann|in welchen fällen",
        how=r"auf welche (?:art|weise)|wie (?:funktionier\w*|arbeite\w*|entsteh\w*)",
        how_to="wie|welche schritte|nenne die schritte|beschreibe die schritte",
        compares=r"unterschied\w*|unterscheid\w*|vergleich\w*|gegenüber|(?:besser|schlechter) als",
        lists="nenne|nennen|welche|was sind",
        several="""arten|vorteile|nachteile|schritte|phasen|regeln|beispiele|merkmale|eigenschaften|möglichkeiten
            |prinzipien|unterschiede|stufen""",
        refers="es|sie|ihn|ihm|ihr|davon|dafür|dabei|dies|diese[rsn]?|das(?=[?])",
        follows="folgende[nrs]?|unten|nachstehende[nrs]?",
        above="""oben|obige[nmrs]?|obenstehende[nmrs]?|vorherige[nmrs]? (?:code|abfrage|beispiel|abbildung|tabelle|text
            |programm|aufgabe|frage)|in diesem (?:beispiel|code|diagramm|text)""",
        this_code=r"""(?:diese[rsmn]?|folgende[rsmn]?|obige[rsmn]?|gegebene[rsmn]?) (?:\w+ ){0,2}(?:codes?|programms?
            |skripts?|funktion|routine|methode|klasse|schleife|abfrage|anweisung(?:en)?|ausdr[uü]cks?|zeilen|richtlinie
            |konfiguration|ausgabe)|gibt (?:das|dies(?:es)?|folgendes)(?: hier)? aus|kompiliert (?:das
            |dies(?:es)?)(?: hier)?(?=\W*\?)""",
        prints=r"""was wird (?:hier )?ausgegeben|ist die ausgabe(?=\?)|wert von [a-z]\d?(?=\W*\?)
            |was gibt (?:das programm|der code|das skript|die funktion|die abfrage) (?:aus|zurück)(?=\W*\?)""",
        shown=r"(?:diese[rsmn]?|folgende[rsmn]?|gegebene[rsmn]?) (?:\w+ ){0,2}(?:tabelle|diagramms?|abbildung|bild)",
        shown_above=r"""obige[nmrs]? (?:\w+ )?(?:codes?|programms?|beispiels?|tabelle|diagramms?|abbildung|bild(?:es)?
            |grafik|karte)|(?:code|programm|beispiel|tabelle|diagramm|abbildung|bild|grafik|karte) oben""",
        shown_in="""(?:codes?|programms?|skripts?|funktion|abfrage|tabelle|diagramms?) (?:(?:aus |in |von )?der |aus |in
            |von )(?:frage|aufgabe|übung)""",
        orders="""schreibe|erstelle|zeichne|finde|berechne|nenne|zähle|implementiere|entwirf|gib|bestimme|bilde|löse
            |ordne|ergänze|übersetze|konfiguriere|installiere|begründe|beschrifte|skizziere|(?:schreib|erstell|zeichn|find
            |berechn|zähl|implementier|entwerf|geb|bestimm|bild|lös|ordn|ergänz|übersetz|konfigurier|installier|begründ
            |beschrift|beweis|schätz|skizzier|zeig)en sie|ermitteln sie""",
        tasks="""denke? (?:darüber|kurz|mal|einmal|nach)|denken sie|denkt|überlege?|überlegt|überlegen sie|diskutiere?
            |diskutiert|diskutieren sie|versuche? (?:es|mal|zu)|versuchen sie|probiere?|probiert|probieren sie|rate mal
            |raten sie|schreibe?|schreiben sie|notiere?|notieren sie|zeichne|zeichnen sie|skizziere|skizzieren sie
            |berechne|berechnen sie|vergleiche|vergleichen sie|beweise|beweisen sie|zeigen sie|nimm dir|was (?:denkst
            |glaubst|meinst|vermutest|erwartest) du|was (?:denken|glauben|meinen|vermuten|erwarten) sie""",
        reads="lies|lest|lesen sie",
        says_nothing="""ja|nein|vielleicht|natürlich|manchmal|es kommt darauf an|kommt darauf an|kommt drauf an
            |das hängt davon ab|unbekannt|keine ahnung|weiß nicht|siehe oben|siehe unten|wie oben|dasselbe|ebenso""",
        placeholder=r"""(?:folgt in kürze|folgt bald|kommt bald){invites}
            |kommt (?:nächstes mal|nächste (?:woche|stunde))|(?:folg|komm)en (?:in kürze|bald|noch|später)
            |frau [\w-]+ fragen|herrn? [\w-]+ fragen|dr\. [\w-]+ fragen|(?:bilder|fotos) folgen(?: noch)?
            |folgt (?:nach|in|bis|am) (?:(?:der|dem|den) )?[\w .-]{1,30}|folgt noch|fehlt noch|fehlen noch
            |(?:siehe|s\.|vgl\.) (?:vorlesung|skript|folien?|unterricht|übung|kurs)
            (?: [\w-]+){0,2}|in arbeit
            |(?:wird|werden) (?:(?:nach|am|ab) [\w ]{1,30} |noch |später )?(?:veröffentlicht|hochgeladen)
            |(?:noch keine antwort|noch keine lösung|antwort fehlt|antwort fehlt noch|die antwort fehlt
            |die antwort fehlt noch){invites}
            |noch (?:zu )?ergänzen|wird noch ergänzt|wird ergänzt|erscheint bald|kommt noch|folgt später|platzhalter
            |folgt(?= ?[.…!])|noch offen(?= ?[.…!])|bald(?= ?[.…!])|(?:wird |werden )?(?:in der|im) (?:übung|stunde
            |tutorium|unterricht|vorlesung|seminar) besprochen|(?:individuelle|eigene|persönliche) (?:antwort(?:en)?
            |lösung(?:en)?)|schreibe? deine antwort(?:en)? (?:ins|in dein|auf ein)[^.!?]{0,50}
            |(?:keine|ohne) (?:muster|beispiel)lösung|keine (?:lösung|antwort) (?:angegeben|vorgegeben)
            |keine lösung ?[,;:–—-]+ ?(?:zeigt?|zeige|zeigen sie) (?:es|das|sie) [^\n?]{1,40}""",
        in_class=r"""(?:siehe|s\.|vgl\.) (?:vorlesung|skript|folien?|unterricht|übung|kurs)|(?:in|im
            |während) (?:der |dem )?(?:vorlesung|unterricht|übung|stunde|seminar|kurs)(?: \w+)?|besprechen wir
            |besprochen|nächstes mal|nächste (?:stunde|vorlesung)|folgt (?:noch|nach (?:der|dem) \w+|nächste \w+|später)
            |(?:wird|werden) (?:noch )?(?:nachgereicht|nachgetragen|geklärt)""",
        unknown="""(?:nach)?fragen|frage? (?:nach|mal)|niemand|noch nicht|noch keine[rs]?|(?:ich )?weiß (?:ich )?nicht
            |keine ahnung|nachschlagen""",
        teaser=r"""(?:schauen|sehen) wir uns|das kommt darauf an|es kommt darauf an|das hängt|es hängt|es gibt (?:viele
            |mehrere|verschiedene|einige|zwei|drei|vier|\d+) (?:\w+ ){0,2}(?:möglichkeiten|wege|arten|antworten
            |gründe)""",
        derives="sei(?:en)?|angenommen|nehmen wir an|rechnen wir",
        negation="nicht|kein(?:e[nmrs]?)?|keinerlei|niemals|nie|ohne",
    ),
    "fr": dict(
        goes_on=r"""et (?:les?|la|l|une?|si|en|dans|pour|de|du|des|aux?|chez|quand|comment|pourquoi|après|avant
            |sans|avec|sur)|mais""",
        answer="réponses?", short="rép|sol", answer_letter="r", solution="solutions?|corrigés?|correction",
        right="correcte?s?|bonnes?|justes?", wrong="fausses?|mauvaises?|incorrectes?|distracteurs?",
        key="clés?|corrigés?", explanation="explications?|expliquée?|justification", because="car|parce que|puisque",
        hint="indice|astuces?|coup de pouce|aide", example="exemples?|par exemple",
        note="notes?|remarques?|conseils?|avertissement",
        extra="plus|autres?|contexte|détails|compléments?|indices|indications?",
        stands_for="signifie(?:nt)?|sigles?|acronymes?|abréviations?|veut dire",
        references="""références?|liens|liens utiles|sources?|ressources|bibliographie|voir aussi|pour aller plus loin
            |en savoir plus|lectures?""",
        elsewhere="lire|lisez|apprendre|apprenez|plus|sur|cet|cette|article|page|suite|savoir|discussion",
        aside=r"""exemples?|par exemple|un exemple|remarques?|astuces?|conseils?|documentation|références?|voir aussi
            |en savoir plus|pour aller plus loin|(?:liens|ressources|lectures?)(?=\W*$)|(?:liens|ressources) (?:utiles
            |externes|complémentaires)(?=\W*$)""",
        beside="""journa(?:l|ux)|captures? d['’]écran|transcription|configuration|dépannage|modifications|fichiers?
            |données|tableau|images?|photos?|code""",
        output="sortie|affichage",
        reveal="""voir|révéler|afficher|masquer|montrer|dévoiler|cliquez|cliquer|déplier|découvrir|attendue?|possible|détaillée?
            |proposée?|suggérée?""",
        small="ici|pour|la|le|les|votre|vos|du", joins="et|ou",
        question="question", questions="questions", stem="texte|énoncé", entry="affirmation|item",
        exercise=r"exercices?|énoncés?|consigne|défis?|travail à faire|problème(?= ?\d)",
        scenario="scénarios?|mises? en situation|cas pratiques?", decision="décisions?|verdict|diagnostic",
        puzzle="énigme|devinette|casse-tête|kata", page="pages?", points="points?|pts?",
        asker="""ce qu['’]on (?:cherche|attend|veut savoir|veut entendre)|ce que le recruteur (?:veut savoir|attend
            |cherche)|pourquoi cette question|pourquoi on la pose|(?:objectif|but) de la question|posée (?:par|chez)""",
        difficulty="difficulté|niveau", basics="fondamentaux|débutante?s?|facile", intermediate="intermédiaires?|moyen",
        advanced="avancée?s?|difficile|experte?s?",
        option="réponses?|option|choix|proposition",
        all_above="""toutes? les réponses(?: ci-dessus)?|toutes ces réponses|aucune (?:de ces réponses
            |des réponses ci-dessus)|tout ce qui précède""",
        except_for="sauf|excepté", copula="est|sont", true="vrai|vraie|vrais|vraies", false="faux|fausse|fausses",
        graded="""partiellement|vous en avez sélectionné correctement|non répondue?|pas encore répondu|terminée?
            |non notée?""",
        given="votre|ta|donnée|choisie|sélectionnée|vous avez répondu", feedback="rétroaction|commentaires?",
        quiz="quiz|qcm|testez-vous|autoévaluation|auto-évaluation",
        announces="questions?|entretiens?|examens?|exercices|qcm|quiz|testez-vous|auto-?évaluation",
        title="titre",
        faq="foire aux questions|questions fréquentes",
        practical="(?:infos?|informations?|organisation) pratiques?",
        interview="entretiens?|entretiens? d[’']embauche|entretiens? techniques?", about="de|d|sur|pour",
        usual="générales|fréquentes|courantes|plus fréquentes|plus posées",
        glossary="glossaires?|termes|vocabulaire|définitions|lexique|acronymes|abréviations",
        term="termes?|notions?|concepts?|sigles?|acronymes?|commandes?|mots?",
        definition="définitions?|significations?|descriptions?|traductions?", front="recto|face", back="verso|dos",
        contents="sommaire|table des matières|contenu|sur cette page",
        sections="""introduction|aperçu|vue d['’]ensemble|préface|prérequis|résumé(?: (?:du chapitre|de la section
            |de la leçon))?|conclusions?|prochaines étapes|licence|contribu(?:er|tions?|teurs)|contact|remerciements
            |à propos|auteurs?|avertissement|annexes?|installation|pour commencer|premiers pas""",
        says_little="""à vous de jouer|à toi de jouer|aide|détails|voir plus|en savoir plus|vérifiez votre compréhension
            |vérifiez vos connaissances|testez vos connaissances|teste tes connaissances""",
        this_book="""(?:ce|cet|cette|ces|notre|nos) (?:livre|cours|guide|manuel|dépôt|site|page|recueil|liste|questions
            |fiches|projet|formation)""",
        tells="(?:comment|pourquoi|quand|où) (?:je|j|nous|on|mon|notre)",
        interviewed="entretiens? avec|rencontre avec|questions à|interview d[eu’']",
        dialogue="dialogues?|conversations?|procès-verbal|compte rendu|scènes?|audition|transcription",
        you="vous|votre|vos|toi", speaker="moi|mon|mes|nous|notre|nos|j['’](?:ai|aime|avais|étais)",
        asks=r"""qu['’]est-ce|qu['’]est ce|quel est|quelle est|quels sont|quelles sont|pourquoi (?:est|utilis|faut|le|la
            |les|un|une|on|ne)|comment (?:est|peut|faire|fonctionne|ça|se|sont|utilis\w+|créer|on)|expliquez|explique
            |décrivez|définissez|citez|comparez|que signifie|que fait|que se passe|à quoi sert|à quoi servent|en quoi
            |quelle? différence|différence entre|(?:quand|où|qui) (?:est|sont|peut|peuvent|faut|doit|utilis\w+)""",
        why="pourquoi", what="que|quoi", which="quel(?:le)?s?|lequel|laquelle|lesquel(?:le)?s",
        when=r"quand (?:faut|doit|utilis\w+|est|peut|et)|dans quels cas",
        how=r"comment (?:fonctionn\w+|marche\w*|se|est|sont)|de quelle (?:manière|façon)",
        how_to="comment|quelles sont les étapes",
        compares=r"différences?|diffère\w*|comparez|comparer|comparaison|(?:mieux|meilleure?s?|pire) que",
        lists="quels sont|quelles sont|citez|énumérez|nommez|listez",
        several="""types|avantages|inconvénients|étapes|règles|exemples|caractéristiques|principes|différences|façons
            |méthodes|phases""",
        refers="il|elle|ils|elles|cela|ça|ceci|celui-ci|celle-ci", follows="suivante?s?|ci-dessous|ci-après",
        above="""ci-dessus|plus haut|(?:code|requête|exemple|tableau|figure|texte|programme|exercice
            |question) précédente?|dans cet exemple""",
        this_code=r"""(?:ce|cet|cette|ces) (?:\w+ ){0,2}(?:code|programme|script|extrait|fonction|routine|méthode|classe
            |boucle|requête|instructions?|expressions?|lignes|politique|configuration|sortie)|(?:code|programme|script
            |extrait|fonction|méthode|classe|boucle|requête|instructions?|expressions?|lignes) (?:\w+ )?(?:suivante?s?
            |ci-dessous)|(?:affiche|affichera|retourne|renvoie) (?:ceci|cela|ce qui suit)|(?:ceci|cela
            |ça) compile(?:-t-il)?(?=\W*\?)""",
        prints=r"""est la sortie(?=\W*\?)|valeur de [a-z]\d?(?=\W*\?)|(?:affiche|renvoie|retourne) (?:le (?:programme
            |code|script)|la (?:fonction|requête))(?=\W*\?)""",
        shown=r"(?:ce|cet|cette|ces) (?:\w+ ){0,2}(?:tableau|diagramme|schéma|image|figure)",
        shown_above="""(?:code|programme|exemple|requête|tableau|diagramme|schéma|image|figure|carte
            |graphique) (?:ci-dessus|plus haut)""",
        shown_in="""(?:code|programme|script|fonction|requête|tableau|diagramme|graphique) (?:de (?:la |l['’])?|du |dans
            la )(?:question|exercice)""",
        orders="""écrivez|faites|créez|calculez|citez|donnez|nommez|dessinez|trouvez|complétez|déterminez|montrez
            |implémentez|classez|rangez|listez|énumérez|traduisez|résolvez|convertissez|démontrez|indiquez|justifiez
            |précisez|résumez|schématisez|tracez|expliquer|définir|citer|décrire|comparer
            |donner""",
        tasks="""réfléchis(?:sez|sons)?|discutez|essayez|essaie|devinez|écrivez|notez|dessinez|calculez|comparez
            |démontrez|montrez|estimez|prenez (?:un|une|le)|que pensez-vous|que penses-tu|à votre avis|à ton avis
            |selon vous|d['’]après vous""",
        reads="lis|lisez",
        says_nothing="""oui|non|peut être|bien sûr|parfois|ça dépend|cela dépend|inconnu|je ne sais pas|aucune idée
            |voir ci dessus|voir ci dessous|idem|pareil""",
        placeholder=r"""pas encore de (?:réponse|solution|corrigé){invites}
            |(?:sera|seront) (?:publiée?s?|mise?s? en ligne)(?: (?:après|le|en|dans) [\w ]{1,30})?
            |(?:bientôt disponible|arrive bientôt){invites}
            |sera ajoutée? (?:bientôt|plus tard)|à compléter|à rédiger|en cours de rédaction|en construction
            |bientôt(?= ?[.…!])|à faire(?= ?[.…!])|à venir(?= ?[.…!])
            |demander à (?:m\.|mme|monsieur|madame) [\w-]+
            |voir (?:le |les )?(?:cours|poly|polycopié|diapos)(?: [\w-]+){0,2}
            |(?:sera |seront )?(?:corrigée?s?|traitée?s?|vue?s?) en (?:td|classe|cours)
            |réponses? (?:personnelles?|libres?)|les réponses (?:peuvent varier|varient)
            |(?:réponds|répondez) (?:dans|sur) (?:ton|votre|ta|la|le) (?:cahier|copie)
            |(?:pas de|aucune) (?:solution|réponse) (?:donnée|fournie)|pas de corrigé
            |pas de solution ?[,;:–—-]+ ?montre[rz]?-l[ae] à [^\n?]{1,40}""",
        in_class=r"""en (?:cours|classe|td|tp)|voir (?:le |les )?(?:cours|poly|polycopié|diapos)|la prochaine (?:fois
            |séance)|à discuter|(?:à confirmer|à préciser|à venir)(?: (?:après|en|par|avec)(?: \w+){0,3})?""",
        unknown="à demander|demander (?:à|au)|personne n['’]|pas encore|(?:je )?(?:ne )?sais pas|aucune idée",
        teaser=r"""cela dépend|ça dépend|il existe (?:plusieurs|de nombreuses|de nombreux|différentes|deux
            |trois) (?:\w+ ){0,2}(?:façons|méthodes|manières|solutions)|il y a (?:plusieurs|deux
            |trois) (?:\w+ ){0,2}(?:façons|méthodes|manières|solutions)|voyons|regardons""",
        derives="soit|soient|supposons|posons|calculons", negation="ne|pas|jamais|aucune?|aucunement|rien|sans",
    ),
    "es": dict(
        goes_on="y (?:el|la|los|las|una?|si|en|para|por|de|del|con|cuándo|cómo|cuál|qué|quién|dónde|después)|pero",
        answer="respuestas?|resp|rpta|rta", short="resp|rpta|rta|sol", answer_letter="r",
        solution="soluci[oó]n|soluciones|solucionario", right="correctas?|correctos?",
        wrong="incorrectas?|erróneas?|distractor(?:es)?", key="claves?|plantilla",
        explanation="explicaci[oó]n|explicaciones|justificaci[oó]n|explicar", because="porque|ya que|pues",
        hint="pistas?|sugerencias?", example="ejemplos?|por ejemplo",
        note="notas?|consejos?|observaciones|advertencia|atenci[oó]n",
        extra="más|otr[oa]s?|contexto|detalles|alternativas?",
        stands_for="significan?|siglas|acrónimos?|abreviaturas?|quiere decir",
        references="""referencias?|enlaces|fuentes?|recursos|bibliograf[ií]a|véase también|ver también|lecturas?
            |para saber más|más información""",
        elsewhere="leer|lee|aprender?|más|desde|en|este|esta|artículo|página|seguir leyendo|discusión|debate",
        aside=r"""ejemplos?|por ejemplo|un ejemplo|notas?|consejos?|documentaci[oó]n|referencias?|véase también
            |ver también|para saber más|(?:enlaces|fuentes?|recursos|lecturas?)(?=\W*$)|(?:enlaces|recursos
            |lecturas) (?:útiles|externos|adicionales)(?=\W*$)""",
        beside="""registros?|capturas? de pantalla|transcripción|configuración|solución de problemas|cambios|archivos?
            |datos|tabla|im[aá]gen(?:es)?|fotos?|código""",
        output="salida", reveal="""ver|mostrar|ocultar|revelar|haz clic|haga clic|clic|desplegar|muestra|posible
            |esperada|modelo|sugerida|detallada""",
        small="aquí|para|el|la|las|los|tu|del|al", joins="y|o",
        question="pregunta", numbered="preg|ejerc",
        entry="ítem|item|afirmación", questions="preguntas", question_letter="p", stem="texto|enunciado",
        exercise=r"ejercicios?|enunciado|tareas?|retos?|desaf[ií]os?|problema(?= ?\d)",
        scenario="escenarios?|situaciones|casos? prácticos?",
        decision="decisión|decisiones|fallo|veredicto|diagnóstico",
        puzzle="acertijo|enigma|adivinanza|kata", page="páginas?|pág", points="puntos?|ptos?|pts?",
        asker="""qué (?:buscan|quieren saber|quieren oír|se busca|se quiere saber)|por qué (?:lo |la |te lo )?preguntan
            |(?:objetivo|propósito) de la pregunta|preguntad[ao] (?:en|por)""",
        difficulty="dificultad|nivel", basics="b[aá]sic[oa]s?|fundamentos|principiantes?|f[aá]cil",
        intermediate="intermedi[oa]s?|medio", advanced="avanzad[oa]s?|dif[ií]cil|expert[oa]s?",
        option="opci[oó]n|respuesta|alternativa",
        all_above="""todas las (?:anteriores|respuestas|opciones)|ninguna de las (?:anteriores|respuestas|opciones)
            |ninguna es correcta""",
        except_for="excepto|salvo|menos", copula="es|son", true="verdader[oa]s?|ciert[oa]s?", false="fals[oa]s?",
        graded="""parcialmente|incorrect[ao]|ha seleccionado correctamente|sin contestar|sin responder aún|finalizad[ao]
            |sin calificar""",
        given="su|tu|seleccionada|elegida|dada|ha respondido", feedback="retroalimentación",
        quiz="cuestionario|autoevaluaci[oó]n",
        announces="entrevistas?|cuestionarios?|ex[aá]men(?:es)?|ejercicios|quiz|autoevaluaci[oó]n",
        title="título|titulo",
        faq="preguntas frecuentes",
        practical="informaci[oó]n práctica",
        interview="entrevistas?|entrevistas? (?:de trabajo|laboral(?:es)?|técnicas?)",
        about="de|del|para|sobre|en|de la|para la", usual="frecuentes|t[ií]picas|comunes|m[aá]s (?:comunes|frecuentes)",
        glossary="glosarios?|términos|vocabulario|definiciones|acr[oó]nimos|abreviaturas",
        term="términos?|conceptos?|siglas?|comandos?|palabras?",
        definition="definici[oó]n|definiciones|significados?|descripci[oó]n|traducci[oó]n|traducciones",
        front="anverso|frente|anterior", back="reverso|dorso|posterior",
        contents="contenidos?|índice|tabla de contenidos?|en esta página",
        sections="""introducción|resumen(?: (?:del capítulo|de la sección|de la lección))?|visión general|prólogo
            |prefacio|requisitos|prerrequisitos|requisitos previos|conclusi(?:ón|ones)|próximos pasos|siguientes pasos
            |licencia|contribu(?:ir|ciones|idores|ye)|cómo contribuir|c[oó]mo (?:usar|utilizar)|contacto|agradecimientos
            |acerca de|sobre m[ií]|sobre nosotros|autor(?:es)?|descargo de responsabilidad|apéndice|instalación
            |primeros pasos|para empezar""",
        says_little="""ayuda|detalles|ver más|tu turno|inténtalo|comprueba tu comprensi[oó]n|comprueba tus conocimientos
            |pon a prueba tus conocimientos|ponte a prueba""",
        this_book="""(?:este|esta|estos|estas|nuestro|nuestra) (?:libro|curso|guía|manual|repo|repositorio|sitio|página
            |colección|lista|preguntas|apuntes|proyecto|tarjetas)""",
        tells="(?:cómo|como|por qué|cuándo) (?:hemos|he|hice|hicimos|nos|mi|nuestro)",
        interviewed="entrevistas? (?:con|a)|conversación con|preguntas a",
        dialogue="diálogos?|conversación|conversaciones|actas?|escenas?|transcripción|guion",
        you=r"usted(?:es)?|tú|tus|contigo|vosotr[oa]s|vuestr[oa]s?|te (?!\w*n\b)\w+",
        speaker="yo|me|mis?|mí|nos|nosotr[oa]s|nuestr[oa]s?",
        asks="""qué es|qué son|qué significa|qué hace|qué diferencia|cuál es|cuáles son|cómo (?:se|funciona|puedes?
            |puedo|crear|usar|est[aá]|es)|por qué (?:es|se|son|no|usar|el|la)|para qué (?:sirve|se)|explica|explique
            |describe|describa|defina|diferencia entre|diferencias entre|verdadero o falso|compara|quién(?:es)? (?:puede
            |pueden|debe)|cuándo (?:se|es|debe|usar)""",
        why="por qué", what="qué", which="cuál(?:es)?", when="cuándo|en qué casos",
        how=r"cómo (?:funciona\w*|trabaja\w*|se|es|son)|de qué (?:manera|forma)", how_to="c[oó]mo|cuáles son los pasos",
        compares=r"diferencias?|diferencia\w*|compara|comparar|comparación|frente a|(?:mejor|peor) que",
        lists="cuáles son|enumera|enumere|nombra|menciona",
        several="""tipos|ventajas|desventajas|pasos|etapas|fases|reglas|ejemplos|características|principios|diferencias
            |formas|métodos""",
        refers="esto|eso|ello|este|estos", follows="siguientes?|a continuaci[oó]n|abajo",
        above="""de arriba|más arriba|(?:código|consulta|ejemplo|tabla|figura|texto|programa|ejercicio
            |pregunta) anterior|en este ejemplo""",
        this_code=r"""(?:este|esta|estos|estas|siguientes?) (?:\w+ ){0,2}(?:código|programa|fragmento|script|función
            |rutina|método|clase|bucle|consulta|instrucci[oó]n|instrucciones|expresi[oó]n|líneas|política|configuración
            |salida)|(?:código|programa|fragmento|función|método|clase|bucle|consulta) siguiente|(?:imprime|imprimirá
            |muestra|mostrará|devuelve) (?:esto|lo siguiente)|compila esto(?=\W*\?)""",
        prints=r"""(?:es|será) la salida(?=\?)|valor de [a-z]\d?(?=\W*\?)|qué (?:imprime|muestra
            |devuelve) (?:el (?:programa|código|script)|la (?:función|consulta))(?=\W*\?)""",
        shown=r"(?:este|esta|siguiente) (?:\w+ ){0,2}(?:tabla|diagrama|imagen|figura|gráfico)",
        shown_above="""(?:código|programa|ejemplo|consulta|tabla|diagrama|imagen|figura|mapa
            |gráfico) (?:de (?:más )?arriba|anterior)""",
        shown_in="""(?:código|programa|script|función|consulta|tabla|diagrama|gráfico) (?:de|del|en) (?:la |el )?
            (?:pregunta|ejercicio)""",
        orders="""escribe|escriba|haz|haga|crea|cree|calcula|calcule|nombra|enumera|enumere|dibuja|encuentra|completa
            |menciona|mencione|implementa|ordena|ordene|resuelve|traduce|indica|da un|dé un|cita|clasifica|clasifique
            |demuestra|demuestre|dibuje|justifica|justifique|señala|señale""",
        tasks="""piense|piensen|reflexiona|reflexione|discute|discutan|intente|adivina|adivine|escriba|escriban|dibuje
            |dibujen|calcule|calculen|demuestre|tómate|piensa (?:en|un)|escribe un|escribe una|qué crees|qué cree usted
            |qué piensas|qué opinas|crees que""",
        reads="lee|lea|leed|lean",
        says_nothing="""sí|no|quizás|tal vez|por supuesto|a veces|depende|desconocido|no sé|no lo sé|ni idea|ver arriba
            |ver abajo|lo mismo|ídem""",
        placeholder=r"""en construcci[oó]n|se añadirá (?:pronto|más tarde)|disponible pronto|sin respuesta(?= ?[.…!])
            |preguntar (?:a la profe|al profe|(?:a |al )(?:don|doña|sra?\.)) ?[\w-]*
            |ver (?:los |las |la )?(?:apuntes|pizarra|clase|diapositivas)(?: [\w-]+){0,2}
            |(?:aún|todavía) sin (?:respuesta|solución){invites}
            |se (?:publicará|subirá)n? (?:(?:después|tras|el|en) [\w ]{1,30}|pronto|más tarde)
            |pendiente(?: de (?:respuesta|responder|completar)|(?= ?[.…!]))
            |por completar|por escribir|pr[oó]ximamente(?= ?[.…!])|se (?:verá|resolverá|corregirá) en clase
            |en breve(?= ?[.…!])|por hacer(?= ?[.…!])|respuestas? (?:personal(?:es)?|libres?)
            |(?:las )?respuestas (?:pueden variar|varían|variarán)|(?:escribe|responde)(?: tus? respuestas?)? en (?:el
            |tu) cuaderno|no se da (?:la |ninguna )?(?:solución|respuesta)
            |sin solución ?[,;:–—-]+ ?(?:enséña|muéstra)(?:la|lo|sela|selo) a [^\n?]{1,40}""",
        in_class=r"""en (?:la )?clase|ver (?:los |las )?(?:apuntes|clase|diapositivas)|(?:próximo|próxima) (?:clase
            |sesión)|(?:por|a) (?:confirmar|definir)(?: (?:después|tras|en|por|con)(?: \w+){0,3})?
            |pendiente de(?: \w+){1,4}""",
        unknown="preguntar|pregunta a|nadie|todavía no|aún no|no (?:lo )?sé|ni idea",
        teaser=r"""depende|veamos|existen (?:muchas|varias|diferentes|dos|tres) (?:\w+ ){0,2}(?:formas|maneras|opciones)
            |hay (?:muchas|varias|diferentes|dos|tres) (?:\w+ ){0,2}(?:formas|maneras|opciones)""",
        derives="sea|sean|supongamos|supón|calculemos", negation="no|nunca|ningún|ninguna|tampoco|nada|sin",
    ),
    "pt": dict(
        goes_on="e (?:os?|as?|se|em|no|na|nos|nas|para|por|de|do|da|com|quando|como|qual|quem|onde|depois)|mas",
        answer="respostas?|resp|gabaritos?|gab", short="resp|gab|sol", answer_letter="r",
        solution="soluç(?:ão|ões)|resoluç(?:ão|ões)", right="corretas?|corretos?|cert[ao]s?",
        wrong="incorretas?|erradas?|distrator(?:es)?", key="chave|gabarito",
        explanation="explicaç(?:ão|ões)|justificativa|comentário|explicar", because="porque|pois|já que",
        hint="dicas?|pistas?|sugest(?:ão|ões)", example="exemplos?|por exemplo",
        note="notas?|observaç(?:ão|ões)|conselhos?|atenção|aviso",
        extra="mais|outr[oa]s?|contexto|detalhes|alternativas?",
        stands_for="significam?|siglas?|acrônimos?|acrónimos?|quer dizer",
        references="""referências?|fontes?|recursos|bibliografia|veja também|ver também|leituras?|links úteis|saiba mais
            |para saber mais""",
        elsewhere="ler|leia|aprender|aprenda|mais|em|este|esta|artigo|página|continue lendo|discussão",
        aside=r"""exemplos?|por exemplo|um exemplo|notas?|dicas?|observa(?:ção|ções)|documentação|referências?
            |veja também|leia mais|saiba mais|(?:fontes?|recursos|leituras?)(?=\W*$)|(?:links|recursos
            |leituras) (?:úteis|externos|adicionais)(?=\W*$)""",
        beside="""registros?|capturas? de tela|transcrição|configuração|solução de problemas|alterações|arquivos?|dados
            |tabela|image(?:m|ns)|fotos?|código""",
        output="saída|saida", reveal="""ver|mostrar|mostre|ocultar|esconder|revelar|clique|exibir|expandir|possível
            |esperada|modelo|sugerida|detalhada""",
        small="aqui|para|as|os|o|sua|seu", joins="e|ou",
        question="pergunta|questão", numbered="perg|exerc",
        entry="item|afirmação|assertiva", questions="perguntas|questões", question_letter="p",
        stem="texto|enunciado",
        scenario="cenários?|situações|casos? práticos?", decision="decis(?:ão|ões)|veredicto|veredito|diagnóstico",
        exercise=r"exercícios?|enunciado|tarefas?|desafios?|problema(?= ?\d)", puzzle="charada|enigma|kata",
        page="páginas?|pág", points="pontos?|pts?|valor(?:es)?",
        asker="""o que (?:querem saber|querem ouvir|se busca|buscam)|por que (?:perguntam|fazem essa pergunta)
            |objetivo da (?:pergunta|questão)|perguntad[ao] (?:em|por)""",
        difficulty="dificuldade|nível", basics="b[aá]sic[oa]s?|fundamentos|iniciantes?|f[aá]cil|júnior",
        intermediate="intermedi[aá]ri[oa]s?|m[eé]dio", advanced="avan[cç]ad[oa]s?|dif[ií]cil|especialistas?|s[êé]nior",
        option="opção|resposta|alternativa",
        all_above="""todas as (?:anteriores|alternativas|respostas|opções)(?: acima)?|nenhuma das (?:anteriores
            |alternativas|respostas|opções)(?: acima)?""",
        except_for="exceto|salvo|menos", copula="é|são",
        true="verdadeir[oa]s?|certo|certos", false="fals[oa]s?|errad[oa]s?",
        graded="parcialmente|incorret[ao]|está|não respondid[ao]|ainda não respondida|completo|não avaliad[ao]",
        given="sua|tua|selecionada|escolhida|dada|você respondeu", feedback="feedback",
        quiz="questionário|autoavaliação",
        announces="entrevistas?|questionários?|provas|exames?|exercícios|simulados?|quiz|autoavaliação",
        title="título|titulo",
        faq="perguntas frequentes|d[uú]vidas frequentes",
        practical="informações práticas",
        interview="entrevistas?|entrevistas? (?:de emprego|técnicas?)", about="de|do|da|para|sobre|em|para a",
        usual="frequentes|t[ií]picas|comuns|mais (?:comuns|frequentes)",
        glossary="glossários?|termos|vocabulário|definições|acrônimos|acrónimos|abreviaturas",
        term="termos?|conceitos?|siglas?|comandos?|palavras?",
        definition="definiç(?:ão|ões)|significados?|descriç(?:ão|ões)|traduç(?:ão|ões)", front="frente", back="verso",
        contents="conteúdos?|índice|sumário|nesta página",
        sections="""introdução|resumo(?: (?:do capítulo|da seção|da aula))?|visão geral|prefácio|requisitos
            |pré-requisitos|conclus(?:ão|ões)|próximos passos|licença|contribu(?:ir|ições|indo|idores)|como contribuir
            |como (?:usar|utilizar)|contato|contacto|agradecimentos|sobre|sobre mim|sobre nós|autor(?:es)?|aviso legal
            |apêndice|instalação|primeiros passos""",
        says_little="""sua vez|ajuda|detalhes|ver mais|mostrar mais|verifique sua compreensão|verifique seu entendimento
            |teste sua compreensão|teste seu conhecimento|teste seus conhecimentos""",
        this_book="""(?:este|esta|estes|estas|esse|essa|deste|desta|neste|nesta|desse|dessa|nosso|nossa) (?:livro|curso
            |guia|manual|repositório|site|página|coleção|lista|perguntas|apostila|projeto|notas)""",
        tells="(?:como|por que|quando) (?:eu|nós|a gente|meu|nosso)",
        interviewed="entrevistas? (?:com|a)|conversa com|perguntas a",
        dialogue="diálogos?|conversas?|atas?|cenas?|transcrição|roteiro", you="vocês?|contigo|teus?|tuas?",
        speaker="eu|meus?|minhas?|nós|nossos?|nossas?",
        asks="""o que (?:é|são|significa|faz|acontece)|qual é|quais são|qual a diferença|como (?:se|funciona|posso|você
            |criar|usar|fazer|é)|por que (?:é|se|são|não|usar|os?|as?|uma?)|para que serve|explique|descreva|defina
            |diferença entre|diferenças entre|verdadeiro ou falso""",
        why="por que|por quê|porquê", what="o que", which="qual|quais",
        when="quando (?:usar|utilizar|devo|devemos|deve|é|vale|ele|ela)|em que casos|em quais casos",
        how=r"como (?:funciona\w*|trabalha\w*|é que)|de que (?:maneira|forma)",
        how_to="como|quais são os passos|quais são as etapas",
        compares=r"diferenças?|diferencia\w*|compara|comparar|comparação|(?:melhor|pior) (?:do )?que",
        lists="quais são|cite|liste|enumere|mencione",
        several="""tipos|vantagens|desvantagens|passos|etapas|fases|regras|exemplos|características|princípios
            |diferenças|formas|métodos""",
        refers="isso|isto|ele|ela|eles|elas", follows="seguintes?|a seguir|abaixo",
        above="acima|(?:código|consulta|exemplo|tabela|figura|texto|programa|exercício|questão) anterior|neste exemplo",
        this_code=r"""(?:este|esta|estes|estas|esse|essa|seguinte|seguintes) (?:\w+ ){0,2}(?:código|programa|trecho
            |script|função|rotina|método|classe|laço|consulta|instru(?:ção|ções)|express(?:ão|ões)|linhas|política
            |configuração|saída)|(?:código|programa|trecho|função|método|classe|laço|consulta) (?:a seguir|abaixo)
            |(?:imprime|mostra|retorna) (?:isto|isso)|(?:isto|isso) (?:vai )?(?:imprime|imprimir|retorna)|(?:isto
            |isso) compila(?=\W*\?)""",
        prints=r"""(?:é|será) a saída(?=\?)|valor de [a-z]\d?(?=\W*\?)|o que (?:o (?:programa|código|script)|a (?:função
            |consulta)) (?:imprime|exibe|mostra|retorna)(?=\W*\?)""",
        shown=r"(?:este|esta|esse|essa|seguinte) (?:\w+ ){0,2}(?:tabela|diagrama|imagem|figura|gráfico)",
        shown_above="""(?:código|programa|exemplo|consulta|tabela|diagrama|imagem|figura|mapa|gráfico) (?:acima
            |anterior)""",
        shown_in="""(?:código|programa|script|função|consulta|tabela|diagrama|gráfico) (?:da|do|na|no) (?:pergunta
            |questão|exercício)""",
        orders="""escreva|crie|calcule|cite|liste|nomeie|desenhe|encontre|mencione|implemente|ordene|resolva|traduza
            |indique|faça|converta|modifique|corrija|dê|demonstre|diferencie|esboce|justifique|resuma""",
        tasks="""pense|pensem|reflita|reflitam|discuta|discutam|tente|tentem|adivinhe|escreva|escrevam|desenhe|desenhem
            |calcule|calculem|compare|demonstre|estime|anote|o que você (?:acha|pensa)|o que achas|na sua opinião""",
        reads="leia|leiam",
        says_nothing="""sim|não|talvez|às vezes|depende|desconhecido|não sei|sei lá|ver acima|ver abaixo|veja acima
            |veja abaixo|o mesmo|idem""",
        placeholder=r"""ainda sem (?:resposta|solução){invites}
            |completar (?:depois|mais tarde)(?: d[aeo]s? [\w ]{1,20})?
            |(?:será|serão) (?:publicad|divulgad)[oa]s?(?: (?:após|depois|em|na|no) [\w ]{1,30})?
            |pendente(?= ?[.…!])|em construção|será adicionad[oa]
            |ver (?:a )?(?:aula|apostila)(?: [\w-]+){0,2}|a completar(?: pel[oa] [\w ]{1,30})?|por escrever
            |em andamento|sem resposta(?= ?[.…!])|em breve(?= ?[.…!])
            |a (?:fazer|escrever)(?= ?[.…!])
            |respostas? (?:pessoal|pessoais|livres?)|(?:as )?respostas (?:podem variar|variam)|(?:responda
            |escreva a resposta) no (?:seu )?caderno|(?:solução|resposta) não fornecida
            |nenhuma (?:solução|resposta) fornecida""",
        in_class=r"""(?:na|em) (?:aula|sala)|ver (?:a )?(?:aula|apostila)|próxima aula|a (?:confirmar
            |definir)(?: (?:após|depois|na|no|com|pela?)(?: \w+){0,3})?""",
        unknown="perguntar|ninguém|ainda não|não sei|sem ideia",
        teaser=r"""depende|vejamos|vamos ver|existem (?:muitas|várias|diferentes|duas|três) (?:\w+ ){0,2}(?:formas
            |maneiras|opções)|há (?:muitas|várias|diferentes|duas|três) (?:\w+ ){0,2}(?:formas|maneiras|opções)""",
        derives="seja|sejam|suponha|suponhamos|calculemos", negation="não|nao|sem|nunca|nenhum|nenhuma",
    ),
    "it": dict(
        goes_on="e (?:il|lo|la|gli|le|i|l|una?|se|in|nel|nella|per|di|del|della|con|quando|come|quale|chi|dove|poi)|ma",
        answer="rispost[ae]|risp", short="risp|sol", answer_letter="r", solution="soluzion[ei]|svolgiment[oi]",
        right="corrett[aeio]|giust[aeio]|esatt[ao]", wrong="sbagliate|errate|distrattori",
        key="chiave|chiavi|correttor[ei]",
        explanation="spiegazion[ei]|motivazione|spiega", because="perché|poiché", hint="suggeriment[oi]|indizi?o?",
        example="esemp(?:io|i)|ad esempio|per esempio",
        note="not[ae]|consigli[o]?|osservazion[ei]|attenzione|avvertenza",
        extra="altr[oiae]|contesto|dettagli|alternativ[ae]",
        stands_for="significa(?:no)?|sigl[ae]|acronim[oi]|sta per|abbreviazion[ei]",
        references="""riferiment[oi]|collegamenti|font[ei]|risorse|bibliografia|vedi anche|letture|link utili
            |approfondimenti|per approfondire""",
        elsewhere="leggi|impara|di più|da|su|questo|questa|articolo|pagina|continua a leggere|discussione",
        aside=r"""esemp(?:io|i)|per esempio|ad esempio|un esempio|not[ae] bene|suggeriment[oi]|consigli|consiglio
            |documentazione|riferiment[oi]|vedi anche|per approfondire|leggi anche|(?:fonti?|risorse|letture)(?=\W*$)
            |(?:link|risorse|letture) (?:utili|esterni|aggiuntive)(?=\W*$)""",
        beside="""registro|schermat[ae]|trascrizione|configurazione|risoluzione dei problemi|modifiche|file|dati|tabella
            |immagin[ei]|foto|codice""",
        output="uscita", reveal="""mostra|nascondi|rivela|vedi|clicca|visualizza|espandi|scopri|possibile|attesa
            |suggerita|dettagliata""",
        small="qui|per|la|le|il|lo|del|al", joins="e|ed|o",
        question="domanda|quesito", numbered="eserc",
        entry="affermazione|item", questions="domande|quesiti", question_letter="d", stem="testo",
        exercise=r"esercizi[o]?|consegna|traccia|compit[oi]|sfid[ae]|problema(?= ?\d)",
        scenario="scenari|scenario|situazioni|cas[oi] pratic[oi]", decision="decision[ei]|verdetto|diagnosi",
        puzzle="indovinello|enigma|kata", page="pagin[ae]|pag", points="punt[io]|pt",
        asker="""(?:che cosa|cosa) vogliono sapere|perché (?:lo|la) chiedono|(?:scopo|obiettivo) della domanda
            |chiesta (?:da|in)""",
        difficulty="difficoltà|livello", basics="fondamenti|fondamentali|principiant[ei]|facile",
        intermediate="intermedi[oa]|medio", advanced="avanzat[oaie]|difficile|espert[oaie]",
        option="opzione|risposta|alternativa",
        all_above="tutte le (?:precedenti|risposte)(?: sono corrette)?|nessuna delle (?:precedenti|risposte)",
        except_for="tranne|eccetto", copula="è|sono", true="vero|vere", false="falso|false",
        graded="parzialmente|errat[ao]|sbagliat[ao]|non data|risposta non ancora data|completo|non valutat[ao]",
        given="tua|sua|selezionata|scelta|hai risposto", feedback="feedback|riscontro",
        quiz="autovalutazione", announces="colloqui[o]?|esam[ei]|esercizi|quiz|verifiche|autovalutazione",
        title="titolo",
        faq="domande frequenti",
        practical="informazioni pratiche",
        interview="colloqui[o]?|colloqui[o]? (?:di lavoro|tecnic[io])", about="di|del|per|su|sul|sulla",
        usual="frequenti|tipiche|comuni|pi[uù] (?:comuni|frequenti)",
        glossary="glossari[o]?|termini|vocabolario|lessico|definizioni|acronimi|abbreviazioni",
        term="termin[ei]|concett[oi]|sigl[ae]|comand[oi]|parol[ae]",
        definition="definizion[ei]|significat[oi]|descrizion[ei]|traduzion[ei]", front="fronte", back="retro",
        contents="contenut[oi]|indice|sommario|in questa pagina",
        sections="""introduzione|panoramica|prefazione|prerequisiti|requisiti|(?:riepilogo|riassunto)(?: (?:del capitolo
            |della sezione|della lezione))?|conclusion[ei]|prossimi passi|licenza|contribui(?:re|sci)|contatti|contatto
            |ringraziamenti|informazioni|autor[ei]|appendice|installazione|per iniziare""",
        says_little="""tocca a te|aiuto|dettagli|mostra altro|verifica la tua comprensione|verifica le tue conoscenze
            |metti alla prova le tue conoscenze|mettiti alla prova""",
        this_book="""(?:quest[oaie]|nostr[oa]) (?:libro|corso|guida|manuale|repository|sito|pagina|raccolta|lista
            |domande|dispense|progetto)""",
        tells="(?:come|perché|quando) (?:ho|abbiamo|il mio|il nostro)",
        interviewed="intervist[ae] (?:a|con)|conversazione con|domande a", spoken="intervista|verbale",
        dialogue="dialog(?:o|hi)|conversazion[ei]|verbal[ei]|scen[ae]|trascrizion[ei]|copione",
        you="ti|voi|vostr[oaie]|tuo|tua|tuoi|tue", speaker="io|mi|mio|mia|miei|noi|nostr[oaie]",
        asks="""che cos['’]è|cos['’]è|cosa (?:è|sono|significa|fa|succede)|qual è|quali sono|come (?:si|funziona|posso
            |puoi|creare|fare)|perché (?:è|si|sono|non|usare|il|la)|a cosa serve|spiega|spiegare|descrivi|definisci
            |differenza (?:tra|fra)|differenze (?:tra|fra)|vero o falso|confronta|chi (?:può|deve)|quando (?:si|è
            |conviene)""",
        why="perché", what="cosa|che cosa", which="quale|quali|qual",
        when="quando (?:usare|si|conviene|è|serve|ha)|in quali casi",
        how=r"come (?:funzion\w+|lavora\w*|avviene)|in che modo",
        how_to="come|quali sono i passi|quali sono i passaggi",
        compares=r"differenz[ae]|differisc\w+|confront\w+|(?:meglio|peggio) (?:di|che)",
        lists="quali sono|elenca|nomina",
        several="""tipi|vantaggi|svantaggi|passi|passaggi|fasi|regole|esempi|caratteristiche|principi|differenze|modi
            |metodi""",
        refers="questo|questi|ciò|esso|essa", follows="seguent[ei]|qui sotto|di seguito",
        above="""qui sopra|di sopra|sopra|(?:codice|esempio|tabella|figura|testo|programma|esercizio|domanda) precedente
            |in questo esempio""",
        this_code=r"""(?:quest[oaei]|seguent[ei]) (?:\w+ ){0,2}(?:codice|programma|frammento|script|funzione|routine
            |metodo|classe|ciclo|query|istruzion[ei]|espression[ei]|righe|policy|configurazione|output)|(?:codice
            |programma|frammento|funzione|metodo|classe|ciclo|query) seguente|(?:stampa|stamperà|restituisce) (?:questo
            |quanto segue)|questo compila(?=\W*\?)""",
        prints=r"""è l['’]output(?=\?)|valore di [a-z]\d?(?=\W*\?)|cosa (?:stampa|restituisce|mostra) (?:il (?:programma
            |codice)|lo script|la funzione)(?=\W*\?)""",
        shown=r"(?:quest[oa]|seguente) (?:\w+ ){0,2}(?:tabella|diagramma|immagine|figura|grafico)",
        shown_above="""(?:codice|programma|esempio|query|tabella|diagramma|immagine|figura|mappa|grafico) (?:qui sopra
            |di sopra|sopra|precedente)""",
        shown_in="""(?:codice|programma|script|funzione|query|tabella|diagramma|grafico) (?:della |dell['’]
            |nella )(?:domanda|esercizio)""",
        orders="""scrivi|crea|calcola|elenca|nomina|disegna|trova|completa|indica|implementa|ordina|risolvi|traduci
            |determina|fai un esempio|fornisci|dimostra|giustifica|riassumi""",
        tasks="""pensaci|pensate|pensateci|rifletti|riflettete|discuti|discutete|discutetene|provate|indovinate|scrivi
            |scrivete|disegnate|calcolate|confrontate|dimostrate|stimate|prenditi|secondo te|secondo voi
            |(?:che )?cosa (?:pensi|ne pensi|pensate|ne pensate)""",
        reads="leggi|leggete|legga",
        says_nothing="sì|no|forse|a volte|dipende|sconosciuto|non so|non lo so|vedi sopra|vedi sotto|idem|lo stesso",
        placeholder=r"""ancora nessuna (?:risposta|soluzione){invites}
            |vedi (?:la |le )?(?:lezione|dispense|dispensa|lavagna)(?: [\w-]+){0,2}
            |in arrivo|verrà aggiunt[oa]|da completare|da scrivere
            |(?:sarà|verrà) pubblicat[oa](?: (?:dopo|il|in) [\w ]{1,30})?
            |in costruzione|in lavorazione|prossimamente(?= ?[.…!])|da fare(?= ?[.…!])|(?:verrà|sarà) (?:discuss[oa]
            |svolt[oa]|corrett[oa]) (?:in classe|a lezione)|rispost[ae] (?:personal[ei]|liber[ae])
            |le risposte (?:possono variare|variano)|(?:rispondi|scrivi la risposta) sul (?:tuo )?quaderno
            |nessuna (?:soluzione|risposta) (?:fornita|data)
            |nessuna soluzione ?[,;:–—-]+ ?mostral[ao] a [^\n?]{1,40}""",
        in_class=r"""(?:in|a) (?:classe|lezione|aula)|vedi (?:la |le )?(?:lezione|dispense|dispensa)
            |la prossima (?:volta|lezione)|da (?:confermare|definire)(?: (?:dopo|in|alla|con)(?: \w+){0,3})?""",
        unknown="(?:da )?chiedere|chiedi a|nessuno|non ancora|non (?:lo )?so|nessuna idea",
        teaser=r"""dipende|vediamo|ci sono (?:molti|vari|diversi|due|tre) (?:\w+ ){0,2}modi|esistono (?:molti|vari
            |diversi|due|tre) (?:\w+ ){0,2}modi""",
        derives="sia|siano|supponiamo|calcoliamo", negation="non|senza|mai|nessun[oa]?|niente",
    ),
    "nl": dict(
        goes_on="en (?:de|het|een|wat|hoe|waar|wanneer|waarom|wie|als|bij|van|in|voor|met|op)|maar",
        answer="antwoord(?:en)?|modelantwoord(?:en)?|antw", short="antw|opl",
        solution="oplossing(?:en)?|uitwerking(?:en)?", sample="modelantwoord(?:en)?", right="juiste?|correcte?|goede?",
        wrong="foute?|onjuiste?|afleiders?", key="sleutel", explanation="uitleg|verklaring|toelichting|uitgelegd",
        because="omdat|want", hint="hints?|aanwijzing(?:en)?", example="voorbeeld(?:en)?|bijvoorbeeld",
        note="opmerking(?:en)?|let op|waarschuwing|tips?|notitie", extra="meer|andere|achtergrond|extra",
        stands_for="staat|staan|afkorting(?:en)?|betekent",
        references="bronnen|bron|referenties|literatuur|zie ook|verder lezen|meer lezen",
        elsewhere="lees|leer|meer|van|op|dit|deze|artikel|pagina|verder|discussie",
        aside=r"""voorbeeld(?:en)?|bijvoorbeeld|een voorbeeld|opmerking(?:en)?|let op|documentatie|referenties?|zie ook
            |verder lezen|lees meer|meer lezen|(?:bronnen|bron|literatuur)(?=\W*$)|(?:nuttige|handige|externe
            |meer) (?:links?|bronnen)(?=\W*$)""",
        beside="""logboek|schermafbeelding(?:en)?|transcript|configuratie|probleemoplossing|wijzigingen|bestanden
            |gegevens|tabel|afbeelding(?:en)?|foto(?:['’]s)?|code""",
        output="uitvoer",
        reveal="""toon|toont|bekijk|laat zien|zien|verberg|verbergen|klik|weergeven|onthul|mogelijke?|volledige?
            |verwachte?""",
        small="hier|voor|het|de|een|om|te", joins="en|of",
        question="vraag", numbered="opg",
        entry="stelling|item", questions="vragen", question_letter="v", stem="tekst|vraagtekst",
        scenario="scenario['’]?s?|spelsituaties?|praktijkgeval(?:len)?", decision="beslissing(?:en)?|oordeel|diagnose",
        exercise=r"oefening(?:en)?|opgaven?|opdracht(?:en)?|uitdaging|probleem(?= ?\d)", puzzle="raadsel|puzzel|kata",
        page="pagina(?:'s)?|blz", points="punt(?:en)?|pt|p",
        asker="wat ze willen (?:weten|horen)|waarom ze dit vragen|doel van de vraag",
        difficulty="moeilijkheid|moeilijkheidsgraad|niveau",
        basics="beginselen|grondbeginselen|makkelijk|gemakkelijk|eenvoudig", intermediate="gemiddeld|middelmatig",
        advanced="gevorderd|gevorderden|moeilijk",
        option="antwoord|optie|keuze|alternatief",
        all_above="""(?:alle|geen van de) bovenstaande(?: antwoorden)?|al het bovenstaande|geen van deze
            |geen van bovenstaande""",
        except_for="behalve", copula="is|zijn", true="waar|juist", false="onwaar|onjuist|niet waar",
        graded="gedeeltelijk|niet beantwoord|nog niet beantwoord|voltooid|goed|niet beoordeeld",
        given="gekozen|geselecteerde?|gegeven|jouw|uw|je", feedback="feedback",
        quiz="quiz|toets|zelftest",
        announces="""toetsvragen|examenvragen|examens?|sollicitatievragen|oefeningen|quiz|flashcards|zelftest
            |test jezelf""",
        title="titel",
        faq="veelgestelde vragen",
        practical="praktische (?:informatie|zaken)|praktisch",
        interview="sollicitatievragen|sollicitatiegesprek(?:ken)?|interviewvragen", about="over|voor|van",
        usual="veelgestelde",
        glossary="""glossaria|verklarende woordenlijst|woordenlijst|woordenschat|woordjes|begrippen|begrippenlijst
            |definities|afkortingen""",
        term="begrip(?:pen)?|termen|concept(?:en)?|afkorting(?:en)?|commando['’]?s?|woord(?:en)?",
        definition="definities?|betekenis(?:sen)?|omschrijving|beschrijving|vertaling(?:en)?",
        front="voorkant|voorzijde", back="achterkant|achterzijde", contents="inhoud|inhoudsopgave|op deze pagina",
        sections="""inleiding|introductie|overzicht|voorwoord|vereisten|samenvatting|conclusies?|volgende stappen
            |licentie|bijdragen|contact|dankwoord|over ons|over mij|auteurs?|bijlage|installatie|aan de slag""",
        says_little="hulp|details|meer tonen|jouw beurt|test jezelf|test je kennis|controleer je kennis",
        this_book="""(?:dit|deze|ons|onze) (?:boek|cursus|gids|handleiding|repo|repository|site|website|pagina
            |verzameling|lijst|vragen|project)""",
        tells="(?:hoe|waarom|wat|wanneer) (?:ik|we|wij|mijn|onze)",
        interviewed="interview met|in gesprek met|vragen aan",
        dialogue="dialo(?:og|gen)|gesprek(?:ken)?|notulen|scènes?|verslag van|verhoor",
        you="jij|jou|jouw|jullie|(?:heb|ben|kun|doe|ga|zou|vind|wil) je", speaker="ik|mij|mijn|wij|ons|onze",
        asks=r"""wat is|wat zijn|wat betekent|wat doet|wat gebeurt|welke? \w+ (?:is|zijn|heeft|hebben)|hoe werkt|hoe kan
            |hoe kun|hoe maak|(?:waarom|wanneer|waar|wie) (?:is|zijn|wordt|worden|moet|zou|kan|kun|mag|heeft)
            |waarvoor dient|leg uit|beschrijf|definieer|vergelijk|verschil tussen|waar of niet waar""",
        why="waarom", what="wat|waarvoor|waartoe", which="welke?", when="wanneer|in welke gevallen",
        how="hoe(?! (?:vaak|lang|groot|oud|ver|snel|hoog|heet|heten))|op welke (?:manier|wijze)",
        how_to="hoe|wat zijn de stappen", compares=r"verschil\w*|vergelijk\w*|(?:beter|slechter) dan",
        lists="noem|welke|wat zijn",
        several="soorten|voordelen|nadelen|stappen|fasen|regels|voorbeelden|kenmerken|principes|verschillen|manieren",
        refers="het|ze|dit|deze|ervan", follows="volgende|hieronder|onderstaande",
        above="""hierboven|bovenstaande|(?:vorige|voorgaande) (?:code|query|voorbeeld|tabel|figuur|tekst|vraag)
            |in dit voorbeeld""",
        this_code=r"""(?:deze|dit|volgende|onderstaande|gegeven) (?:\w+ ){0,2}(?:code|programma|fragment|script|functie
            |methode|klasse|lus|query|opdracht(?:en)?|expressies?|regels)""",
        prints=r"wat (?:print|drukt|geeft) (?:het programma|de code|het script|de functie)(?: af| terug)?(?=\W*\?)",
        shown="(?:deze|dit|volgende|onderstaande) (?:tabel|diagram|afbeelding|figuur|grafiek)",
        shown_above="""bovenstaande (?:code|programma|voorbeeld|query|tabel|diagram|afbeelding|figuur|kaart|grafiek)
            |(?:code|programma|voorbeeld|query|tabel|diagram|afbeelding|figuur|kaart|grafiek) hierboven""",
        shown_in="(?:code|programma|script|functie|query|tabel|diagram) (?:van|uit|in) (?:vraag|opgave|oefening)",
        orders="schrijf|maak|bereken|noem|teken|vind|vul|geef|bepaal|implementeer|rangschik|vertaal|verklaar",
        tasks="""denk|bedenk|bespreek|discussieer|probeer|raad eens|schrijf|teken (?:een|de|het)|bereken|vergelijk
            |neem even|wat denk je|wat denkt u|wat denken jullie""",
        reads="lees",
        says_nothing="""ja|nee|misschien|natuurlijk|soms|dat hangt ervan af|het hangt ervan af|onbekend|geen idee
            |weet ik niet|zie boven|zie onder|zie hierboven|hetzelfde|idem""",
        placeholder=r"""nog geen (?:antwoord|oplossing|uitwerking){invites}
            |wordt (?:(?:na|op) [\w ]{1,30} |later )?gepubliceerd
            |(?:volgt|volgen|komt|komen) nog|foto['’]s volgen(?: nog)?
            |verschijnt binnenkort|volgt later
            |nog in te vullen(?: door \w+)?|nog te doen|wordt aangevuld|binnenkort(?= ?[.…!])|volgt(?= ?[.…!])
            |zie (?:de |het )?(?:les|college|slides)(?: [\w-]+){0,2}|(?:eigen|persoonlijk) antwoord
            |nog (?:na)?vragen (?:aan|bij) \w+|nog navragen
            |antwoorden (?:kunnen )?(?:variëren|verschillen)|schrijf je antwoord(?:en)? (?:op|in)[^.!?]{0,50}
            |geen (?:oplossing|uitwerking|antwoord) gegeven|geen oplossing ?[,;:–—-]+ ?laat het [^\n?]{1,40} zien""",
        in_class=r"""(?:in|tijdens) (?:de )?(?:les|klas|college)(?: \w+)?|zie (?:de |het )?(?:les|college|slides)
            |volgende (?:keer|les)|bespreken we|volgt (?:nog|na de \w+|later)|wordt (?:nog )?(?:aangevuld
            |nagestuurd)""",
        unknown=r"""(?:na)?vragen|vraag (?:het|(?!aan|en|is|of|over|uit|van|voor)[^\W\d_]+(?=\)))|niemand|nog niet
            |weet (?:ik )?niet|geen idee""",
        teaser="dat hangt ervan af|het hangt ervan af|er zijn (?:veel|verschillende|meerdere) manieren|laten we",
        derives="stel|laten we aannemen|neem aan", negation="niet|geen|nooit|zonder",
    ),
    "pl": dict(
        goes_on="a (?:co|jak|kto|gdzie|kiedy|dlaczego|jeśli|gdy|dla|przy)|i (?:co|jak|kto|gdzie|kiedy|dlaczego)|ale",
        answer="odpowied[źz]|odpowiedzi|odp", short="odp|rozw", answer_letter="o", solution="rozwiązani[ea]",
        right="prawidłow[aey]|poprawn[aey]", wrong="błędne|niepoprawne|dystraktory", key="klucz",
        explanation="wyjaśnieni[ea]|objaśnieni[ea]|uzasadnienie", because="ponieważ|bo|gdyż",
        hint="wskazówk[ai]|podpowied[źz]|podpowiedzi", example=r"przykład\w*|na przykład",
        note="uwag[ai]|notatk[ai]|porad[ay]|ostrzeżenie", extra=r"więcej|inne|kontekst|szczegóły|dodatkow\w+",
        stands_for="oznacza(?:ją)?|skrót|skrótu|rozwinięcie",
        references="źródł[ao]|bibliografia|odnośniki|linki|literatura|zobacz też|zobacz także|czytaj dalej|materiały",
        elsewhere=r"czytaj|przeczytaj|naucz się|więcej|ten|ta|tym|artykuł\w*|stron\w+|dalej|dyskusj\w+",
        aside=r"""przykłady?|na przykład|uwag[ai]|wskazówk[ai]|dokumentacja|zobacz też|zobacz także|czytaj dalej
            |więcej informacji|(?:źródł[ao]|odnośniki|linki|materiały|literatura)(?=\W*$)|(?:przydatne|dodatkowe
            |zewnętrzne) (?:linki|materiały|źródła)(?=\W*$)""",
        beside="dziennik|logi|zrzut(?:y)? ekranu|transkrypcja|konfiguracja|zmiany|pliki|dane|tabela|obraz|kod",
        output="wyjście|wynik działania",
        reveal="pokaż|ukryj|zobacz|kliknij|wyświetl|odkryj|rozwiń|przykładow[ea]|wzorcow[ea]|oczekiwan[ea]",
        small="tutaj|aby|żeby|na", joins="i|oraz|lub|albo",
        question="pytanie", numbered="zad|pyt",
        entry="zdanie|stwierdzenie", questions="pytania", question_letter="p", stem="tekst|treść",
        exercise=r"ćwiczeni[ea]|zada(?:nie|nia)|polecenie|treść zadania|wyzwani[ea]|problem(?= ?\d)",
        scenario="scenariusze?|sytuacje|kazusy?", decision="decyzj[ae]|werdykt|diagnoza",
        puzzle="zagadka|łamigłówka|kata", page="stron[ay]|str", points="punkt(?:y|ów)?|pkt",
        asker="co chcą (?:wiedzieć|usłyszeć)|dlaczego o to pytają|cel pytania",
        difficulty="trudność|poziom|poziom trudności", basics="podstawy|podstawow[yae]|początkujący|łatw[yae]",
        intermediate="średni[ae]?|średniozaawansowan[yae]", advanced="zaawansowan[yae]|trudn[yae]|ekspert",
        option="odpowiedź|opcja|wariant",
        all_above="(?:wszystkie|żadn[ea]) (?:z )?(?:powyższych|powyższe|wymienionych)(?: odpowiedzi)?",
        except_for="oprócz|z wyjątkiem", copula="jest|są",
        true="prawda|prawdziw[eay]", false="fałsz|fałszyw[eay]|nieprawda|nieprawdziw[eay]",
        graded="""częściowo|poprawnie|niepoprawnie|błędnie|prawidłowo|nieprawidłowo|niepoprawna|błędna|twoja
            |nie udzielono odpowiedzi|zakończone|nie oceniono""",
        given="wybrana|udzielona|twoja", feedback="informacja zwrotna",
        quiz="quiz", announces=r"rozmow\w+ kwalifikacyjn\w+|rekrutacyjn\w+|egzamin\w*|ćwiczenia|fiszki|quiz",
        title="tytuł|tytul",
        faq="często zadawane pytania",
        practical="sprawy organizacyjne|informacje organizacyjne",
        interview=r"rekrutacyjn\w*|rozmow\w+ (?:kwalifikacyjn\w+|rekrutacyjn\w+)", about="z|ze|do|na|dla|o",
        usual="częste|najczęstsze|najczęściej zadawane",
        glossary=r"glosariusz\w*|słownik|słowniczek|słówka|słownictwo|pojęcia|terminy|definicje|skróty",
        term=r"termin\w*|pojęci[ea]|skrót\w*|poleceni[ea]|hasł[oa]|słow[oa]",
        definition=r"definicj[ae]|znaczeni[ea]|opis\w*|tłumaczeni[ea]", front="przód|awers", back="tył|rewers",
        contents="spis treści|zawartość|na tej stronie",
        sections="""wstęp|wprowadzenie|przegląd|przedmowa|wymagania|podsumowanie|streszczenie|wnioski|zakończenie
            |następne kroki|licencja|współtworzenie|kontakt|podziękowania|o autorze|o nas|autor(?:zy)?|dodatek
            |instalacja|pierwsze kroki""",
        says_little="""najczęściej zadawane pytania|pomoc|szczegóły|pokaż więcej|twoja kolej|sprawdź się
            |sprawdź swoją wiedzę|sprawdź wiedzę|test wiedzy""",
        this_book=r"""(?:te|tej|tego|tym|tych|tę|ta|ten|to) (?:książk\w+|kurs\w*|poradnik\w*|podręcznik\w*|repozytori\w+
            |stron\w+|list\w+|pyta\w+|projek\w+|materia\w+)""",
        tells="(?:jak|dlaczego|kiedy) (?:ja|my|nasz)",
        interviewed="wywiad z|rozmowa z|pytań do",
        dialogue="dialogi?|rozmow[ay]|protok[oó]ł z|scen[ay]|scenariusz|przesłuchanie",
        you=r"cię|ciebie|tobie|twój|twoja|twoje|pani|pana|panu|państw\w*|wasz\w*",
        speaker=r"mnie|mój|moja|moje|nas|nam|nasz\w*",
        asks=r"""co to jest|co to są|co to znaczy|czym jest|czym są|czym różni|czym się|co oznacza|co robi|jaka jest
            |jaki jest|jakie są|jak działa|jak można|jak się|dlaczego \w+|do czego służy|wyjaśnij|opisz|zdefiniuj
            |porównaj|omów|różnica między|prawda czy fałsz|czy \w+|kiedy (?:należy|warto|można|się|używa\w*)|ile \w+""",
        why="dlaczego",
        what="co (?:jest|robi|zrobi|zwróci|zwraca|wypisze|wyświetli|będzie|oznacza)|po co|do czego|jakie",
        which=r"któr\w+", when="kiedy|w jakich przypadkach",
        how=r"jak (?:działa\w*|powstaj\w+|przebiega\w*|funkcjonuj\w+)", how_to="jak|w jaki sposób|jakie są kroki",
        compares=r"różnic\w*|różni|porówn\w*|(?:lepsz\w+|gorsz\w+) (?:niż|od)", lists="wymień|jakie są|podaj",
        several="rodzaje|typy|zalety|wady|kroki|etapy|fazy|zasady|przykłady|cechy|różnice|sposoby|metody",
        refers="to|ten|jego|jej|ich", follows=r"następując\w+|poniżej|poniższ\w+",
        above=r"""powyżej|powyższ(?:y|a|e|ym|ej|ego)|poprzedni(?:m|ej|ego|a)? (?:kod\w*|przykła\w*|pytani\w*)
            |w tym przykładzie""",
        this_code=r"""(?:ten|ta|to|te|tego|tej|następujący|następująca|następującego|następującej|poniższy|poniższa
            |poniższego|poniższej|poniższe) (?:\w+ ){0,2}(?:kodu?|programu?|fragmentu?|skryptu?|funkcj[ai]|metod[ay]
            |klas[ay]|pętl[ai]|zapytani[ea]|instrukcj[aei]|wyrażeni[ea]|lini[ei])""",
        prints=r"co (?:wypisze|wyświetli|zwróci) (?:program|kod|skrypt|funkcja|zapytanie)(?=\W*\?)",
        shown="(?:ta|tę|tej|ten|tym|poniższ[aeym]+) (?:tabel[aięy]|diagram(?:ie)?|rysun(?:ek|ku))",
        shown_above=r"""powyższ(?:y|a|e|ym|ej|ego) (?:kod\w*|program\w*|przykład\w*|zapytani\w*|tabel\w+|diagram\w*
            |rysun\w+|obraz\w*|map\w+|wykres\w*)|(?:kod\w*|program\w*|tabel\w+|rysun\w+|obraz\w*) powyżej""",
        shown_in=r"(?:kod\w*|program\w*|skrypt\w*|tabel\w+|wykres\w*) (?:z|w) (?:pytania|pytaniu|zadania|zadaniu)",
        orders="""napisz|utwórz|oblicz|wymień|narysuj|znajdź|podaj|uzupełnij|zaimplementuj|rozwiąż|przetłumacz|określ
            |naszkicuj|scharakteryzuj|uzasadnij|wskaż|wyznacz""",
        tasks="""pomyśl|pomyślcie|zastanów się|zastanówcie się|przedyskutuj|przedyskutujcie|omówcie|spróbuj|spróbujcie
            |zgadnij|napisz|napiszcie|zapisz|narysuj|narysujcie|oblicz|obliczcie|porównaj|udowodnij|oszacuj|jak myślisz
            |jak sądzisz|co myślisz|co sądzisz""",
        reads="przeczytaj|przeczytajcie",
        says_nothing="""tak|nie|może|być może|oczywiście|czasami|to zależy|zależy|nieznane|nie wiem|patrz wyżej
            |patrz niżej|jak wyżej|to samo""",
        placeholder=r"""rozwiązanie pojawi się [\w ]{1,40}|rozwiązania pojawią się [\w ]{1,40}
            |odpowiedź pojawi się [\w ]{1,40}|odpowiedzi pojawią się [\w ]{1,40}
            |do uzupełnienia|uzupełnić|dopisać|pojawi się (?:wkrótce|później)|do zrobienia|w przygotowaniu
            |zosta(?:nie|ną) opublikowan[aey](?: po [\w ]{1,30})?|jeszcze bez (?:odpowiedzi|rozwiązania){invites}
            |brak odpowiedzi{invites}|w budowie|w trakcie pisania|w trakcie(?= ?[.…!])|wkrótce(?= ?[.…!])
            |odpowiedź (?:własna|indywidualna|dowolna)|odpowiedzi (?:własne|mogą się różnić)|zapisz odpowied(?:ź
            |zi) w zeszycie|odpowiedz w zeszycie|nie podano (?:rozwiązania|odpowiedzi)
            |brak rozwiązania ?[,;:–—-]+ ?pokaż(?:cie)? (?:to|je) [^\n?]{1,40}""",
        in_class=r"""na (?:lekcji|zajęciach|wykładzie|ćwiczeniach|szkoleniu)|(?:patrz|zob\.?|zobacz) (?:wykład|skrypt
            |slajdy|notatki)|omówimy|następnym razem|do (?:ustalenia|potwierdzenia|uzupełnienia)(?: (?:po|na|przez
            |z)(?: \w+){0,3})?""",
        unknown="zapytać|spytać|zapytaj|nikt|jeszcze nie|nie wiem",
        teaser="to zależy|zależy od|(?:istnieje|jest) wiele sposobów|zobaczmy|przyjrzyjmy się",
        derives="niech|załóżmy|przypuśćmy", negation="nie|bez|nigdy",
    ),
    "sv": dict(
        practical="praktisk information|praktiskt",
        goes_on="och|men",
        answer="svar|svaret|svaren|exempelsvar", short="sv|lösn", answer_letter="s",
        solution="lösning(?:ar)?|lösningen|facit", sample="exempelsvar", right="rätta?|korrekt",
        wrong="fel|felaktiga|distraktorer", key="facit", explanation="förklaring(?:ar)?|förklara|motivering",
        because="eftersom", hint="ledtråd(?:ar)?", example="exempel|till exempel",
        note="anmärkning(?:ar)?|notera|obs|varning|kommentar|tips", extra="mer|andra|bakgrund|alternativ|fördjupning",
        stands_for="står|förkortning(?:en)?|betyder",
        references="källor|källa|referenser|länkar|litteratur|se även|läs mer|vidare läsning",
        elsewhere=r"läs|lär dig|mer|från|på|den här|denna|artikel\w*|sidan?|vidare|diskussion(?:en)?",
        aside=r"""exempel|till exempel|ett exempel|anmärkning(?:ar)?|notera|dokumentation|referens(?:er)?|se även
            |läs mer|vidare läsning|(?:källor|källa|länkar|litteratur)(?=\W*$)|(?:användbara|fler|externa) (?:länkar
            |källor|resurser)(?=\W*$)""",
        beside="logg(?:ar)?|skärmbild(?:er)?|konfiguration|felsökning|ändringar|filer|data|tabell|bild|kod",
        output="utskrift|utdata", reveal="visa|se|klicka|dölj|avslöja|möjligt?|förvänta[dt]", small="här|för|att|det",
        joins="och|eller",
        question="fråga", numbered="uppg", questions="frågor", question_letter="f", stem="text|frågetext",
        scenario="scenari(?:o|er|on)|situationer|spelsituation(?:er)?", decision="beslut|domslut|diagnos",
        exercise=r"övning(?:ar)?|uppgift(?:er)?|utmaning(?:ar)?|problem(?= ?\d)", puzzle="gåta|kluring|kata",
        page="sid(?:a|or)", points="poäng|p", asker="vad de vill (?:veta|höra)|varför de frågar|syftet med frågan",
        difficulty="svårighet|svårighetsgrad|nivå", basics="grunder|grunderna|grundläggande|nybörjare|lätt",
        intermediate="medel|medelsvår", advanced="avancera(?:d|t|de)|svår",
        option="svar|alternativ|svarsalternativ|val",
        all_above="(?:alla|inget|inga) (?:av )?(?:ovanstående|dessa)|allt ovanstående", except_for="utom", copula="är",
        true="sant|sanna|rätt", false="falskt?|falska|fel|osant",
        graded="delvis|felaktigt|ditt|inte besvarad|ej besvarad|slutförd|inte betygsatt|ej betygsatt",
        given="valt|valda|angivet|ditt|du svarade", feedback="återkoppling",
        quiz="quiz|kontrollfråg(?:a|or)|självtest",
        announces="tentafrågor|intervjufrågor|provfrågor|tenta|tentamen|övningar|quiz|självtest", faq="vanliga frågor",
        interview="intervjufrågor|anställningsintervju(?:er)?", about="om|för|på|till", usual="vanliga|vanligaste",
        title="titel|rubrik",
        glossary="ordlist[ao]r?|glosor|begrepp|termer|definitioner|förkortningar",
        term="begrepp|term(?:er)?|förkortning(?:ar)?|kommando|ord",
        definition="definition(?:er)?|betydelse(?:r)?|beskrivning|översättning(?:ar)?", front="framsida",
        back="baksida", contents="innehåll|innehållsförteckning|på denna sida|på den här sidan",
        sections="""inledning|introduktion|översikt|förord|förkunskaper|krav|sammanfattning|slutsats(?:er)?|nästa steg
            |licens|bidra|kontakt|tack|om oss|om mig|författare|bilaga|installation|kom igång""",
        says_little="din tur|hjälp|detaljer|visa mer|testa dig själv|testa dina kunskaper",
        this_book="""(?:den här|det här|de här|denna|detta|dessa|vår|vårt) (?:bok|boken|kurs|kursen|guide|guiden|handbok
            |handboken|repo|sida|sidan|webbplats|samling|samlingen|lista|listan|frågor|frågorna|projekt|projektet)""",
        interviewed="intervju med|samtal med|frågor till",
        dialogue="dialog(?:er)?|samtal|protokoll från|scen(?:er)?|förhör|manus",
        you="dig|dina|ditt|(?:har|är|kan|gör|vill) du", speaker="jag|mig|mitt|mina",
        asks=r"""vad är|vad betyder|vad gör|vad händer|vad menas|vilken \w+ (?:är|har)|vilka \w+ (?:är|har|finns)
            |vilka är|hur fungerar|hur kan|hur gör|hur skapar|hur många|(?:varför|när|vem) (?:är|bör|ska|används|kan|får
            |måste|har)|förklara|beskriv|definiera|jämför|skillnaden mellan|sant eller falskt""",
        why="varför", what="vad", which="vilken|vilket|vilka", when="när (?:ska|bör|använder|är|kan)|i vilka fall",
        how="hur(?! (?:många|mycket|ofta|länge|lång|långt|gammal|stor|hög))", how_to="hur|vilka är stegen",
        compares=r"skillnad\w*|skiljer|jämför\w*|(?:bättre|sämre) än", lists="nämn|vilka|vad är de",
        several="typer|fördelar|nackdelar|steg|faser|regler|exempel|egenskaper|principer|skillnader|sätt",
        refers="den|det|dessa|detta", follows="följande|nedan|nedanstående",
        above=r"""ovan|ovanstående|(?:föregående|förra) (?:kod\w*|exempel|tabell\w*|figur\w*|text\w*|fråga\w*)
            |i detta exempel""",
        this_code=r"""(?:denna|detta|dessa|den här|det här|följande|nedanstående|given|givna) (?:\w+ ){0,2}(?:kod|koden
            |program|programmet|skript|skriptet|funktion|funktionen|metod|metoden|klass|klassen|loop|loopen|fråga
            |satser?|uttryck|rader)""",
        shown="(?:denna|detta|följande|nedanstående) (?:tabell(?:en)?|diagram(?:met)?|bild(?:en)?|figur(?:en)?)",
        shown_above="""(?:koden|programmet|exemplet|frågan|tabellen|diagrammet|bilden|figuren|kartan) ovan
            |ovanstående (?:kod|program|exempel|fråga|tabell|diagram|bild|figur|karta)""",
        shown_in="(?:koden?|programmet|skriptet|tabellen|diagrammet) (?:i|från) (?:fråga|uppgift|övning)",
        orders="""skriv|skapa|beräkna|nämn|rita|hitta|ange|fyll|bestäm|implementera|lös|översätt|bevisa
            |motivera|redogör|skissa|ge (?:ett|några|exempel|två|tre)""",
        tasks="""tänk efter|tänk på|fundera|diskutera|försök|prova|gissa|skriv|rita|räkna ut|beräkna|jämför|bevisa
            |uppskatta|vad tror du|vad tycker du|vad tänker du""",
        reads="läs",
        says_nothing="""ja|nej|kanske|självklart|ibland|det beror på|okänt|ingen aning|vet inte|vet ej|se ovan|se nedan
            |samma""",
        placeholder="""inget svar än(?:nu)?{invites}|kommer snart|läggs till senare|kommer inom kort|ska fyllas i
            |under arbete|under uppbyggnad|att göra(?= ?[.…!])|(?:eget|personligt) svar|egna svar
            |(?:ingen lösning|inget svar) (?:ges|anges)""",
        in_class=r"""på (?:lektionen|föreläsningen|övningen)|se (?:föreläsningen|boken)|nästa (?:gång|lektion)
            |diskuteras|kommer (?:efter|på) \w+(?: \w+)?|återkommer""",
        unknown="fråga|ingen har|inte än(?:nu)?|vet (?:jag )?inte|ingen aning",
        teaser="det beror på|det finns (?:många|flera|olika) sätt|låt oss", derives="låt|antag|anta",
        negation="inte|aldrig|utan|ej",
    ),
    "ru": dict(
        goes_on="а|и|но",
        answer="ответы?|ответа|отв", short="отв|реш", answer_letter="о", solution="решени[ея]|разбор",
        sample="примерн(?:ый|ое)", right=r"правильн\w+|верн(?:ый|ая|ое|ые|ого|о)",
        wrong="неверные|неправильные|дистракторы", key="ключи?", explanation="объяснени[ея]|пояснени[ея]|обоснование",
        because="потому что|так как|поскольку", hint="подсказк[аи]", example="пример(?:ы)?|например",
        note="примечани[ея]|заметк[аи]|замечани[ея]|совет(?:ы)?|внимание|предупреждение",
        extra="ещё|дополнительно|подробнее|подробности|контекст|другие|альтернативы?",
        stands_for=r"расшифровывается|расшифровка|расшифруйте|аббревиатур\w*|означает|обозначает",
        references=r"""источники?|ссылки|литература|материалы|см\. также|смотрите также|читать далее|что почитать
            |полезные ссылки|дополнительные материалы""",
        elsewhere=r"""читать|читайте|прочитать|узнать|узнайте|больше|подробнее|из|смотреть|стать[ияею]|страниц\w+
            |эт[аоуи]й?|тут|по ссылке|ссылк[аеу]|далее|дальше|обсуждени\w+""",
        aside=r"""пример(?:ы)?|например|примечани[ея]|совет(?:ы)?|документация|официальная документация|см\. также
            |смотрите также|читать далее|подробнее|(?:источники|источник|ссылки|литература|материалы|ресурсы)(?=\W*$)
            |(?:полезные|дополнительные|внешние) (?:ссылки|материалы|ресурсы)(?=\W*$)""",
        beside="""логи?|журнал|скриншоты?|снимок экрана|расшифровка|конфигурация|настройки|изменения|файлы?|данные
            |таблица|картинка|код""",
        output="вывод(?: программы)?",
        reveal="""показать|посмотреть|открыть|раскрыть|нажмите|кликните|развернуть|(?:подробн|возможн|примерн|полн
            |ожидаем)(?:ое|ый)""",
        small="здесь|чтобы|на", joins="и|или",
        question="вопрос", numbered="вопр|упр", questions="вопросы|вопросов", question_letter="в", stem="текст|условие",
        scenario="сценари[ийя]|ситуаци[ия]|кейсы?", decision="решение судьи|решение арбитра|вердикт|диагноз",
        exercise=r"задани[ея]|услови[ея]|упражнени[ея]|задачи|задача(?= ?\d)", puzzle="загадка|головоломка|ката",
        page="страниц[аы]|стр", points="балл(?:а|ов|ы)?|б",
        asker="""что (?:хотят|хочет|хотим) (?:узнать|услышать|проверить)|что (?:проверяют|проверяем|проверяется)
            |(?:зачем|почему) (?:это |об этом )?(?:спрашивают|спрашиваем)|цель вопроса|автор вопроса|где спрашивали""",
        difficulty="сложность|уровень|уровень сложности",
        basics="""основы|базов(?:ый|ая|ое|ые)|начальн(?:ый|ая|ое|ые)|начинающи[йх]|новичок|л[её]гк(?:ий|ая|ое|ие)
            |прост(?:ой|ая|ое|ые)""",
        intermediate="средн(?:ий|яя|ее|ие)", advanced="продвинут(?:ый|ая|ое|ые)|сложн(?:ый|ая|ое|ые)|эксперт",
        option="вариант|ответ|опция",
        all_above="""(?:вс[её]|ничего|ни один|ни одно)(?: из)? (?:выше)?перечисленн(?:ое|ого|ых)|все варианты(?: верны)?
            |все ответы(?: верны)?|нет правильного ответа""",
        except_for="кроме", true="верно|верны|правда|истина|истинны", false="неверно|неверны|ложь|ложны|неправда",
        graded="частично|верно|неверно|неправильно|неверный|неправильный|ваш|нет ответа|выполнен|не оценено",
        given="выбранный|данный|ваш|вы ответили", feedback="обратная связь|отзыв",
        quiz="тест|викторина|самопроверка", announces=r"""вопрос\w*|собеседован\w*|экзамен\w*|викторин\w*|упражнения
            |самопроверк\w*|проверь себя|проверьте себя""",
        title="заголовок|название",
        faq="часто задаваемые вопросы|частые вопросы",
        practical="организационные вопросы|организационная информация",
        interview=r"собеседован\w*", about="для|на|с|к|по|о|об|про",
        usual="частые|популярные|типичные|типовые|часто задаваемые",
        glossary="глоссарий|словарь|слова|лексика|термины|определения|сокращения|аббревиатуры",
        term="термины?|поняти[ея]|сокращени[ея]|команд[аы]|слов[оа]",
        definition="определени[ея]|значени[ея]|описани[ея]|перевод", front="лицо|лицевая сторона",
        back="оборот|оборотная сторона", contents="содержание|оглавление|на этой странице",
        sections="""введение|вступление|обзор|предисловие|требования|предварительные требования|(?:итоги?|резюме
            |выводы?)(?: (?:главы|раздела|урока))?|заключение|следующие шаги|лицензия|участие|вклад|контакты
            |благодарности|об авторе|о проекте|о себе|авторы?|приложение|установка|начало работы
            |отказ от ответственности""",
        says_little="""помощь|подробнее|показать ещё|ваша очередь|попробуйте сами|проверь себя|проверьте себя
            |проверьте свои знания|проверь свои знания""",
        this_book=r"""эт\w{1,3} (?:книг\w*|курс\w*|пособи\w*|руководств\w*|репозитори\w*|сайт\w*|страниц\w*|сборник\w*
            |спис\w*|вопрос\w*|проект\w*|конспект\w*)""",
        tells="(?:как|почему|зачем|что|когда) (?:я|мы|мой|наш)",
        interviewed="интервью с|беседа с|разговор с|вопросов к",
        dialogue="диалоги?|разговоры?|протокол (?:заседания|собрания|допроса)|сцен[аы]|допрос|беседа",
        you=r"ты|тебя|тебе|тво\w+|вы|вас|вам|ваш\w*", speaker=r"я|меня|мне|мой|моя|мо[её]|мы|нас|нам|наш\w*",
        asks=r"""что такое|что значит|что означает|что делает|что будет|что происходит|что произойд[её]т|чем отлича\w+
            |в ч[её]м (?:разница|отличи\w+|заключа\w+|состо\w+|суть)|как(?:ой|ая|ое|ие|ов|ова|овы) (?:\w+ )?(?:есть
            |бывают|существуют|разница|отличия|виды|типы)|как работает|как работают|как можно|как устроен\w*|почему \w+
            |зачем \w+|для чего|объясните?|опишите|назовите|расскажите?|перечислите|дайте определение|сравните
            |разница между|верно ли|правда ли|верно или неверно|приведите примеры?|как(?:ой|ая|ое|ие) \w+|сколько \w+
            |(?:когда|где|кто) (?:такой|может|нужно|следует|стоит|лучше|использу\w+|применя\w+)|(?:можно|нужно|есть
            |может|могут|является|существует|обязательно|стоит|всегда) ли""",
        why="почему", what="что|зачем|для чего", which=r"как(?:ой|ая|ое|ие)|котор\w+",
        when=r"когда (?:использ\w+|нужн\w+|стоит|следует|лучше|применя\w+|полезн\w+|имеет)|в каких случаях",
        how=r"как (?:\w+ )?(?:работа\w+|устро\w+|реализ\w+|происход\w+|действу\w+)|каким образом",
        how_to="как|каким образом|какие шаги", compares=r"разниц\w*|отлич\w*|различ\w*|сравн\w*|(?:лучше|хуже),? чем",
        lists="назовите|перечислите|какие",
        several="""виды|типы|преимущества|недостатки|шаги|этапы|фазы|правила|примеры|свойства|принципы|отличия|способы
            |методы""",
        refers="это|этого|он|она|оно|они|его|е[её]|их|него|не[её]|ней|них", follows=r"следующ\w+|ниже|нижеследующ\w+",
        above=r"""выше|вышеприведённ\w*|приведённ\w* выше|предыдущ\w+ (?:код\w*|запрос\w*|пример\w*|таблиц\w*|рисун\w*
            |текст\w*|задани\w*|вопрос\w*)|в этом примере""",
        this_code=r"""(?:этот|эта|это|эти|этого|этой|этих|данный|данная|данного|данной|следующий|следующая|следующего
            |следующей|следующие|приведённый|приведённого) (?:\w+ ){0,2}(?:кода?|программ[аы]|фрагмента?|скрипта?
            |функци[яи]|метода?|класса?|цикла?|запроса?|выражени[ея]|инструкци[яи]|строки|политик[аиеу]|конфигураци[яию]
            |вывода?)|(?:код[ае]?|программ[аы]|функци[яи]|запрос) ниже""",
        prints=r"""что (?:будет выведено|выведется|выведет)(?= в консоль|\?)|значение [a-z]\d?(?=\W*\?)|что (?:выведет
            |напечатает|выводит|вернёт|вернет) (?:программа|код|скрипт|функция|запрос)(?=\W*\?)""",
        shown=r"(?:эт[аоуй]\w*|данн\w+|следующ\w+) (?:\w+ ){0,2}(?:таблиц[аеуы]|диаграмм[аеуы]|схем[аеуы]|рисун\w+)",
        shown_above=r"""(?:код\w*|программ\w+|пример\w*|запрос\w*|таблиц\w+|схем\w+|рисун\w+|картинк\w+|карт\w+
            |график\w*) выше|(?:вышеприведённ|приведённ)\w* (?:выше )?(?:код\w*|программ\w+|пример\w*|запрос\w*
            |таблиц\w+|схем\w+|рисун\w+)""",
        shown_in=r"(?:код\w*|программ\w+|таблиц\w+|диаграмм\w+) (?:из|в) (?:вопрос[ае]|задани[яи]|задачи)",
        orders="""напишите?|создайте?|вычислите?|назовите?|перечислите?|нарисуйте?|найдите?|приведите?|реализуйте?
            |верните|решите|переведите|определите|дополните|расположите|упорядочите|дайте|докажите|обоснуйте|покажите
            |укажите""",
        tasks="""подумай(?:те)?|обсуди(?:те)?|попробуй(?:те)?|угадай(?:те)?|напиши(?:те)?|запиши(?:те)?|нарисуй(?:те)?
            |вычисли(?:те)?|посчитай(?:те)?|сравни(?:те)?|докажи(?:те)?|оцени(?:те)?|предположи(?:те)?|как вы (?:думаете
            |считаете)|как ты (?:думаешь|считаешь)|как думаете|что вы думаете""",
        reads="прочитайте|прочитай|прочтите",
        says_nothing="""да|нет|возможно|может быть|конечно|иногда|зависит|смотря как|неизвестно|не знаю|см выше|см ниже
            |смотри выше|смотри ниже|то же самое|то же""",
        placeholder=r"""ответы? (?:пока|ещё|еще) не написан[ыо]?|решени[ея] (?:пока|ещё|еще) не написан[ыо]
            |ответы? появ[ия]тся [\w ]{1,40}|решени[ея] появ[ия]тся [\w ]{1,40}
            |скоро (?:будет|появится)|(?:будет|появится) (?:позже|скоро|(?:до|к|после) [\w ]{1,30})|в разработке
            |(?:ответ|решение) (?:пока )?(?:пишет|напишет|допишет|готовит|подготовит) [\w-]+
            |(?:ответ )?в процессе(?: написания)?|(?:ответа пока нет|ответа ещ[её] нет|пока нет ответа){invites}
            |будет дополнено|будет добавлено|дописать|добавить позже|скоро(?= ?[.…!])|в работе(?= ?[.…!])|(?:свободный
            |личный|индивидуальный) ответ|ответы могут (?:отличаться|различаться)|(?:запишите?
            |ответьте?) (?:ответ )?в тетрадь|(?:запиши|запишите|ответь|ответьте) (?:ответ )?в тетради
            |(?:решение|ответ) не (?:приводится|приведено|дано)
            |решения нет ?[,;:–—-]+ ?покажи(?:те)? (?:это )?кому[^\n?]{1,40}""",
        in_class=r"""на (?:уроке|лекции|занятии|семинаре|паре)|см\.? (?:лекци\w+|конспект\w*|учебник\w*)|обсудим
            |разбер[её]м|в следующий раз|(?:допишем|допишу|уточним|уточню)(?: (?:после|на)(?: \w+){0,3})?""",
        unknown="спросить|спроси|никто|ещ[её] не|пока не|не знаю",
        teaser=r"""это зависит|зависит от|всё зависит|давайте (?:рассмотрим|посмотрим)|рассмотрим|есть (?:много
            |несколько|два|три) (?:\w+ ){0,2}(?:способ\w+|вариант\w+)|существует (?:много|несколько|два
            |три) (?:\w+ ){0,2}(?:способ\w+|вариант\w+)""",
        derives="пусть|предположим|допустим", negation="не|без|никогда|нельзя",
    ),
    "uk": dict(
        practical="організаційні питання|організаційна інформація",
        goes_on="а|і|й|але",
        answer="відповідь|відповіді|відп", short="відп|розв", answer_letter="в",
        solution="розв['’ʼ]яз(?:ок|ання|ки)|рішення", right=r"правильн\w+|вірн(?:а|ий|е|і|о)",
        wrong="неправильні|хибні|дистрактори", key="ключі?", explanation="пояснення|обґрунтування",
        because="тому що|оскільки|бо", hint="підказк[аи]", example="приклад(?:и)?|наприклад",
        note="примітк[аи]|нотатк[аи]|порад[аи]|увага|попередження",
        extra="ще|додатково|детальніше|подробиці|контекст|інші|альтернативи",
        stands_for=r"розшифровується|абревіатур\w*|означає",
        references=r"джерела|посилання|література|матеріали|див\. також|дивіться також|читати далі|корисні посилання",
        elsewhere=r"""читати|читайте|дізнатися|дізнайтеся|більше|детальніше|з|дивитися|статт[ія]\w*|сторінк\w+|ц[яейю]
            |тут|за посиланням|далі|обговоренн\w+""",
        aside=r"""приклади?|наприклад|примітк[аи]|порад[аи]|документація|див\. також|дивіться також|читати далі
            |докладніше|(?:джерела|джерело|посилання|література|матеріали|ресурси)(?=\W*$)|(?:корисні|додаткові
            |зовнішні) (?:посилання|матеріали|ресурси)(?=\W*$)""",
        beside="логи?|журнал|скриншоти?|знімок екрана|конфігурація|налаштування|зміни|файли?|дані|таблиця|код",
        output="вивід|виведення",
        reveal="показати|переглянути|відкрити|розкрити|натисніть|розгорнути|очікувана|можлива",
        small="тут|щоб|на", joins="і|й|та|або",
        question="питання|запитання", question_letter="п", stem="текст|умова",
        scenario="сценарі[йї]|ситуаці[їя]|кейси?", decision="рішення судді|рішення арбітра|вердикт|діагноз",
        exercise=r"завдання|умова|вправ[аи]|задачі|задача(?= ?\d)", puzzle="загадка|головоломка|ката",
        page="сторінк[аи]|стор", points="бал(?:и|ів|а)?|б",
        asker="""що хочуть (?:дізнатися|почути|перевірити)|що перевіряють|(?:навіщо|чому) (?:це |про це )?(?:питають
            |запитують)|мета (?:за)?питання|автор (?:за)?питання""",
        difficulty="складність|рівень|рівень складності",
        basics="""основи|базов(?:ий|а|е|і)|початков(?:ий|а|е|і)|початківець|початківців|легк(?:ий|а|е|і)|прост(?:ий|а|е
            |і)""",
        intermediate="середн(?:ій|я|є|і)", advanced="просунут(?:ий|а|е|і)|складн(?:ий|а|е|і)|експерт",
        option="варіант|відповідь|опція",
        all_above="""(?:усе|все|нічого|жоден|жодне)(?: з| із)? (?:переліченого|перелічене|вищезазначеного|наведеного
            |наведених)|усі варіанти|усі відповіді|всі відповіді""",
        except_for="крім", copula="є", true="правда|вірно|правильно", false="неправда|невірно|хибно|неправильно|брехня",
        graded="частково|вірно|невірно|неправильно|неправильна|невірна|ваша|немає відповіді|завершено|не оцінено",
        given="обрана|вибрана|надана|ваша", feedback="зворотний зв['’]язок|відгук",
        quiz="тест|вікторина|самоперевірка",
        announces=r"питання|запитання|співбесід\w*|іспит\w*|екзамен\w*|вікторин\w*|вправи|самоперевірка",
        title="заголовок|назва",
        faq="часті запитання|поширені запитання",
        interview=r"співбесід\w*", about="для|на|з|із|до|по|про", usual="часті|поширені|популярні|типові",
        glossary="глосарій|словник|слова|лексика|терміни|визначення|скорочення",
        term="терміни?|понятт[яь]|скорочення|команд[аи]|слов[оа]", definition="визначення|значення|опис|переклад",
        front="лице|лицьова сторона", back="зворот|зворотна сторона", contents="зміст|на цій сторінці",
        sections="""вступ|огляд|передмова|вимоги|(?:підсумки?|резюме|висновки)(?: (?:глави|розділу|уроку))?
            |наступні кроки|ліцензія|участь|контакти|подяки|про автора|про проєкт|про проект|автори?|додаток
            |встановлення|початок роботи""",
        says_little="""часті питання|допомога|детальніше|показати більше|спробуйте самі|перевір себе|перевірте себе
            |перевірте свої знання""",
        this_book=r"""ц\w{1,4} (?:книг\w*|книз\w*|курс\w*|посібник\w*|підручник\w*|репозитор\w*|сайт\w*|сторін\w*
            |збірк\w*|спис\w*|питан\w*|проєкт\w*|конспект\w*)""",
        tells="(?:як|чому|навіщо|що|коли) (?:я|ми|мій|наш)",
        interviewed="інтерв['’]ю з|розмова з|бесіда з",
        dialogue="діалоги?|розмов[аи]|протокол (?:засідання|зборів|допиту)|сцен[аи]|допит|бесіда",
        you=r"ти|тебе|тобі|тв[оі]\w+|ви|вас|вам|ваш\w*", speaker=r"я|мене|мені|мій|моя|моє|ми|нас|нам|наш\w*",
        asks=r"""що таке|що означає|що робить|що станеться|що відбувається|чим відрізня\w+|у чому (?:різниця|відмінність
            |полягає)|в чому (?:різниця|відмінність|полягає)|як працює|як працюють|як можна|чому \w+|навіщо \w+|для чого
            |поясніть|опишіть|назвіть|розкажіть|порівняйте|дайте визначення|різниця між|правда чи неправда|чи \w+
            |як(?:ий|а|е|і) \w+|скільки \w+|(?:коли|де|хто) (?:такий|може|потрібно|слід|варто|краще|використов\w+
            |застосов\w+)""",
        why="чому", what="що|навіщо|для чого|з чого", which=r"як(?:ий|а|е|і)|котр\w+",
        when=r"коли (?:використ\w+|потріб\w+|варто|слід|краще|застос\w+)|[ву] яких випадках",
        how=r"як (?:\w+ )?(?:працю\w+|влаштован\w+|реалізован\w+|відбува\w+|діє|діють)|яким чином",
        how_to="як|яким чином|які кроки", compares=r"різниц\w*|відрізня\w*|відмін\w*|порівн\w*|(?:краще|гірше),? ніж",
        lists="назвіть|перелічіть|які",
        several="""види|типи|переваги|недоліки|кроки|етапи|фази|правила|приклади|властивості|принципи|відмінності
            |способи|методи""",
        refers="це|цього|він|вона|воно|вони|його|її|їх|нього|неї|них", follows=r"наступн\w+|нижче|нижченаведен\w+",
        above=r"""вище|наведен\w* вище|попередн\w+ (?:код\w*|запит\w*|приклад\w*|таблиц\w*|рисун\w*|текст\w*|завданн\w*
            |питанн\w*)|у цьому прикладі""",
        this_code=r"""(?:цей|ця|це|ці|цього|цієї|цих|даний|дана|даного|даної|наступний|наступна|наступного|наступної
            |наведений|наведеного) (?:\w+ ){0,2}(?:коду?|програм[аи]|фрагмента?|скрипта?|функці[яї]|методу?|класу?
            |циклу?|запиту?|вираз|виразу|вирази|інструкці[яї]|рядки)""",
        prints=r"""що (?:буде виведено|виведеться|виведе)(?= [ву] консоль|\?)|значення [a-z]\d?(?=\W*\?)|що (?:виведе
            |надрукує|виводить|поверне) (?:програма|код|скрипт|функція|запит)(?=\W*\?)""",
        shown="(?:ця|цю|цій|цьому|цей|наступн[ауі]й?) (?:таблиц[яюі]|діаграм[ауі]|схем[ауі]|рисун(?:ок|ку))",
        shown_above=r"""(?:код\w*|програм\w+|приклад\w*|запит\w*|таблиц\w+|схем\w+|рисун\w+|карт\w+|графік\w*) вище
            |наведен\w* (?:вище )?(?:код\w*|програм\w+|приклад\w*|запит\w*|таблиц\w+|схем\w+|рисун\w+)""",
        orders="""напишіть|створіть|обчисліть|назвіть|перелічіть|намалюйте|знайдіть|наведіть|реалізуйте|поверніть
            |розв['’ʼ]яжіть|перекладіть|визначте|доповніть""",
        tasks="""подумай(?:те)?|поміркуй(?:те)?|обговоріть|спробуй(?:те)?|вгадай(?:те)?|напиши|напишіть|запиши|запишіть
            |намалюй(?:те)?|обчисли|обчисліть|порівняй(?:те)?|доведіть|оцініть|як (?:ви|ти) (?:гадаєте|гадаєш|думаєте
            |думаєш)|як гадаєте|як думаєте""",
        reads="прочитайте|прочитай",
        says_nothing="так|ні|можливо|може бути|звичайно|іноді|залежить|невідомо|не знаю|див вище|див нижче|те саме",
        placeholder="""(?:відповіді поки немає|відповіді ще немає|поки немає відповіді){invites}|у розробці|в розробці
            |(?:скоро|незабаром) (?:буде|з['’]явиться)|буде додано|буде доповнено|дописати|незабаром(?= ?[.…!])
            |скоро(?= ?[.…!])|в роботі(?= ?[.…!])|(?:індивідуальна|власна|вільна) відповідь
            |відповіді можуть відрізнятися|(?:розв['’]язок|відповідь) не (?:наведено|наводиться|подано)""",
        in_class=r"""на (?:уроці|лекції|занятті|парі)|див\.? (?:лекці\w+|конспект\w*|підручник\w*)|обговоримо|розберемо
            |наступного разу|(?:допишемо|допишу|уточнимо|уточню)(?: (?:після|на)(?: \w+){0,3})?""",
        unknown="(?:за|с)питати|запитай|ніхто|ще не|поки не|не знаю",
        teaser="це залежить|залежить від|(?:є|існує) (?:багато|кілька) способів|розгляньмо",
        derives="нехай|припустімо|припустимо", negation="не|ні|без|ніколи",
    ),
    "tr": dict(
        practical="pratik bilgiler",
        goes_on="peki|ya",
        answer="cevap|cevabı|cevaplar|cevapları|yanıt|yanıtı|yanıtlar", short="cev|çöz",
        solution="çözüm|çözümü|çözümler|çözümleri", right="doğru", wrong="yanlış|çeldiriciler", key="anahtar|anahtarı",
        explanation="açıklama|açıklaması|açıklamalar|gerekçe", because="çünkü", hint="i̇?pucu|i̇?puçları",
        example="örnek|örneğin|örnekler", note="notlar|uyarı|dikkat|öneri",
        extra="daha fazla|diğer|ayrıntılar|bağlam|alternatif",
        stands_for="açılımı|kısaltması|anlamı",
        references=r"kaynaklar?|kaynakça|bağlantılar|ayrıca bakınız|ayrıca bkz\.|ileri okuma|daha fazla bilgi",
        elsewhere=r"oku\w*|öğren\w*|daha fazla\w*|bu|makale\w*|yazı\w*|sayfa\w*|buradan|devamı\w*|tartışma\w*",
        aside=r"""örnekler|örnek|örneğin|bir örnek|ipuçları|ipucu|notlar|belgeler|resmi belgeler|ayrıca bakınız
            |daha fazla bilgi|ileri okuma|(?:kaynaklar?|bağlantılar)(?=\W*$)|(?:yararlı|faydalı|ek) (?:bağlantılar
            |kaynaklar)(?=\W*$)""",
        beside="günlük|ekran görüntüsü|yapılandırma|sorun giderme|değişiklikler|dosyalar|veriler|tablo|kod",
        output="çıktı", reveal="göster|gör|görmek|görüntüle|tıklayın|tıkla|aç|örnek(?= (?:cevap|çözüm|yanıt))|beklenen",
        small="için|burada|buraya", joins="ve|veya|ya da",
        question="soru|sorusu", questions="sorular|soruları", question_letter="s", stem="metin|metni",
        scenario="senaryo(?:lar|ları)?|durumlar", decision="karar(?:ı)?|hüküm|tanı",
        exercise=r"alıştırma(?:lar)?|görev(?:ler)?|egzersiz|ödev|problem(?= ?\d)", puzzle="bilmece|bulmaca|kata",
        page="sayfa", points="puan|p", asker="ne öğrenmek istiyorlar|neden (?:bunu )?soruyorlar|sorunun amacı",
        difficulty="zorluk|seviye|zorluk seviyesi", basics="temel|temeller|başlangıç|kolay", intermediate="orta",
        advanced="ileri|gelişmiş|zor|uzman",
        option="seçenek|şık|cevap", all_above="(?:hepsi|hiçbiri)|yukarıdakilerin (?:hepsi|hiçbiri)|tümü",
        except_for="hariç", copula="dır|dir|dur|dür|tır|tir|tur|tür|şıkkı|şıkkıdır|seçeneği|seçeneğidir", true="doğru",
        false="yanlış", judge="doğru mu yanlış mı|doğruysa|doğru ?[-–/] ?yanlış",
        graded="kısmen|cevabınız|yanıtınız|yanıtlanmadı|cevaplanmadı|tamamlandı|notlandırılmadı",
        given="seçilen|verilen|cevabınız|yanıtınız", feedback="geri bildirim",
        quiz="test", announces=r"soru|sorusu|mülakat\w*|sınav\w*|alıştırmalar",
        title="başlık|baslik",
        faq="sık sorulan sorular|sıkça sorulan sorular",
        interview=r"mülakat\w*|iş görüşmesi", about="için", usual="sık sorulan|en çok sorulan",
        glossary="sözlük|kelimeler|terimler|terimler sözlüğü|tanımlar|kısaltmalar",
        term="terim(?:ler)?|kavram(?:lar)?|kısaltma(?:lar)?|komut(?:lar)?|kelime(?:ler)?",
        definition="tanım(?:ı|lar)?|anlam(?:ı)?|açıklama|çeviri(?:ler)?", front="ön(?: yüz)?", back="arka(?: yüz)?",
        contents="içindekiler|içerik|bu sayfada",
        sections=r"""giriş|genel bakış|önsöz|gereksinimler|ön koşullar|özet|sonuç|sonraki adımlar|lisans
            |katkıda bulun\w*|iletişim|teşekkürler|hakkında|yazarlar?|ek|kurulum|başlarken""",
        says_little="""sss|sıra sende|yardım|ayrıntılar|daha fazla göster|kendini test et|kendinizi test edin
            |kendini sına|bilgini test et""",
        this_book=r"""bu (?:kitap\w*|kitab\w*|kurs\w*|rehber\w*|kılavuz\w*|depo\w*|site\w*|sayfa\w*|liste\w*|sorular\w*
            |proje\w*)""",
        interviewed="söyleşi|röportaj", dialogue="diyalog(?:lar)?|konuşma(?:lar)?|tutanak|sahne|görüşme",
        you="sen|seni|senin|sana|siz|sizi|sizin", speaker="ben|bana|beni|benim|biz|bize|bizim",
        asks_last=r"""nedir|nelerdir|hangi\w*d[iı]r|ne demektir|ne işe yarar|(?:nasıl|neden|niçin|niye|ne zaman
            |kim) [^\W\d_]+[rz]|mı|mü|arasındaki farklar?|(?:açıklay|tanımlay|karşılaştır)ın(?:ız)?""",
        why="neden|niçin|niye", what="ne (?:yazdırır|döndürür|olur|yapar|üretir|verir|işe|için)|nedir|neler",
        which=r"hangi\w*", when="ne zaman|hangi durumlarda?", how="nasıl", how_to="nasıl|hangi adımlar",
        compares=r"farkı|farklar\w*|fark|karşılaştır\w*", lists="sırala|listele",
        several="""nelerdir|sayın|sıralayın|türleri|çeşitleri|avantajları|dezavantajları|adımları|aşamaları|kuralları
            |örnekleri|özellikleri|farkları|yöntemleri""",
        refers="bu|bunu|onu|bunlar", follows=r"aşağıdaki\w*|aşağıda",
        above=r"yukarıdaki|yukarıda|önceki (?:kod\w*|sorgu\w*|örnek\w*|tablo\w*|şekil\w*|soru\w*)|bu örnekte",
        this_code=r"""(?:bu|şu|aşağıdaki|verilen) (?:\w+ ){0,2}(?:kod\w*|program\w*|betik|betiğ\w*|fonksiyon\w*|metot
            |metod\w*|sınıf\w*|döngü\w*|sorgu\w*|ifade\w*|satırlar\w*)""",
        prints=r"(?:program|kod|fonksiyon) (?:ekrana )?ne (?:yazdırır|yazar|döndürür)(?=\W*\?)",
        shown=r"(?:bu|şu|aşağıdaki|verilen) (?:tablo\w*|diyagram\w*|şekil\w*|şekl\w*|grafik\w*)",
        shown_above=r"""yukarıdaki (?:kod\w*|program\w*|örne\w+|sorgu\w*|tablo\w*|diyagram\w*|resim\w*|şek\w+|harita\w*
            |grafi\w+)""",
        orders_last="""(?:yazın|hesaplayın|sayın|sıralayın|yapın)(?:ız)?|(?:çizin|verin|listeleyin|belirtin
            |gösterin)(?:iz)?|(?:bulun|oluşturun)(?:uz)?""",
        tasks="sizce|sence",
        tasks_last="""düşünün|düşününüz|düşünelim|düşün|tartışın|tartışınız|tartışalım|deneyin|deneyiniz|tahmin et
            |tahmin edin|tahmin ediniz|yazın|yazınız|çizin|çiziniz|hesaplayın|hesaplayınız|karşılaştırın|kanıtlayın
            |kanıtlayınız""",
        reads="okuyun|okuyunuz",
        says_nothing="""evet|hayır|belki|tabii|tabii ki|bazen|duruma göre değişir|bilinmiyor|bilmiyorum|yukarıya bakın
            |aşağıya bakın""",
        placeholder="""henüz (?:cevap|yanıt) yok{invites}|(?:yakında |daha sonra )?eklenecek|yakında gelecek|yapılacak
            |hazırlanıyor|yapım aşamasında|tamamlanacak|yakında(?= ?[.…!])|çok yakında(?= ?[.…!])|kişisel (?:cevap
            |yanıt)|(?:cevaplar|yanıtlar) değiş(?:ebil)?ir|(?:çözüm|cevap|yanıt) verilmemiştir""",
        in_class=r"""(?:derste|dersimizde|sınıfta)(?: \w+)?|ders notlarına bak\w*|gelecek ders|(?:toplantıdan
            |dersten) sonra(?: \w+)?|sonra eklenecek""",
        unknown="sor(?:ulacak|mak|alım)?|kimse|henüz|bilmiyorum",
        teaser=r"duruma göre değişir|duruma bağlı|birçok yol\w*|birkaç yol\w*", derives="diyelim|varsayalım",
        negation="değil|asla",
    ),
    "id": dict(
        practical="informasi praktis",
        stands_for="singkatan|kepanjangan|akronim|artinya",
        goes_on="dan (?:apa|siapa|bagaimana|kapan|di|untuk|jika)|bagaimana dengan",
        answer=r"jawaban|jawab|jwb|kunci(?= (?:jawaban|dan)\b|\W*$)", short="jwb|jaw", answer_letter="j",
        solution="solusi|penyelesaian", right="benar|tepat", wrong="salah|pengecoh", key="kunci",
        explanation="penjelasan|pembahasan|alasan", because="karena", hint="petunjuk", example="contoh|misalnya",
        note="catatan|saran|peringatan|perhatian", extra="lainnya|selengkapnya|konteks|latar belakang",
        references="referensi|sumber|tautan|daftar pustaka|lihat juga|bacaan lanjutan|baca juga",
        elsewhere="baca|pelajari|dari|lebih lanjut|ini|artikel|halaman|selengkapnya|diskusi",
        aside=r"""contoh|contohnya|misalnya|sebagai contoh|catatan|kiat|dokumentasi|referensi|lihat juga|baca juga
            |bacaan lanjutan|(?:sumber|tautan)(?=\W*$)|(?:tautan|sumber|bacaan) (?:berguna|lain|tambahan)(?=\W*$)""",
        beside="log|tangkapan layar|transkrip|konfigurasi|perubahan|berkas|data|tabel|gambar|kode",
        output="keluaran|luaran", reveal="lihat|tampilkan|klik|buka", small="untuk|di|sini|yang", joins="dan|atau",
        question="pertanyaan|soal|tanya", numbered="nomor", question_letter="t", stem="teks",
        scenario="skenario|studi kasus", decision="keputusan|putusan|diagnosis",
        exercise=r"latihan|tugas|tantangan|masalah(?= ?\d)", puzzle="teka-teki",
        page="halaman|hlm", points="poin|nilai",
        asker="apa yang ingin mereka (?:ketahui|dengar)|mengapa ditanyakan|tujuan pertanyaan",
        difficulty="kesulitan|tingkat|tingkat kesulitan", basics="dasar|dasar-dasar|pemula|mudah",
        intermediate="menengah|sedang", advanced="lanjutan|mahir|sulit|ahli",
        option="pilihan|opsi|jawaban",
        all_above="semua (?:benar|jawaban benar|di atas)|tidak ada yang benar|semua jawaban di atas",
        except_for="kecuali", copula="adalah", true="benar", false="salah",
        graded="sebagian|anda|tidak dijawab|belum dijawab|selesai|belum dinilai", given="terpilih|dipilih|anda",
        feedback="umpan balik",
        quiz="kuis", announces="pertanyaan|soal|wawancara|ujian|kuis|latihan", faq="pertanyaan umum",
        interview="wawancara|wawancara kerja",
        about="tentang|untuk|seputar", usual="umum", glossary="glosarium|istilah|daftar istilah|kosakata|singkatan",
        title="judul",
        term="istilah|konsep|singkatan|perintah|kata", definition="definisi|arti|makna|deskripsi|pengertian|terjemahan",
        front="depan", back="belakang", contents="isi|daftar isi|di halaman ini",
        sections="""pendahuluan|pengantar|ikhtisar|ringkasan|kata pengantar|prasyarat|rangkuman|kesimpulan|penutup
            |langkah selanjutnya|lisensi|kontribusi|kontak|ucapan terima kasih|tentang|penulis|lampiran|instalasi""",
        says_little="""bantuan|rincian|selengkapnya|giliran anda|uji pemahaman|uji pemahaman anda|uji pengetahuan
            |cek pemahaman""",
        this_book="""(?:buku|kursus|panduan|repo|repositori|situs|halaman|kumpulan|daftar|soal|pertanyaan|proyek
            |catatan) ini""",
        interviewed="wawancara dengan", dialogue="dialog|percakapan|notulen|adegan|wawancara", you="anda|kamu|kalian",
        speaker="saya|aku|kami|kita",
        asks=r"""apa itu|apa yang|apakah|apa perbedaan|apa fungsi|apa kegunaan|bagaimana cara|bagaimana \w+|mengapa \w+
            |jelaskan|sebutkan|uraikan|definisikan|bandingkan|benar atau salah|kapan \w+|siapa (?:yang|itu|saja)
            |di mana \w+""",
        why="mengapa|kenapa", what="apa", which="yang mana|manakah", when="kapan", how="bagaimana|cara kerja",
        how_to=r"bagaimana|apa saja langkah\w*", compares="perbedaan|bedanya|bandingkan|perbandingan",
        lists="sebutkan|apa saja",
        several=r"jenis|macam|kelebihan|kekurangan|langkah\w*|tahap\w*|aturan|contoh|ciri\w*|prinsip|perbedaan|cara",
        refers="ini|itu", follows="berikut|di bawah ini|di bawah",
        above="di atas|(?:kode|kueri|contoh|tabel|gambar|teks|soal) sebelumnya|dalam contoh ini",
        this_code=r"""(?:kode|program|skrip|potongan kode|fungsi|metode|kelas|perulangan|kueri|pernyataan|ekspresi
            |baris) (?:\w+ ){0,2}(?:ini|berikut|di bawah)""",
        shown="(?:tabel|diagram|gambar|grafik) (?:ini|berikut|di bawah)",
        shown_above="(?:kode|program|contoh|kueri|tabel|diagram|gambar|peta|grafik) di atas",
        orders="""tulis|tuliskan|buat|buatlah|hitung|hitunglah|sebutkan|gambarkan|tentukan|lengkapi|terjemahkan|berikan
            |bedakan""",
        tasks="""pikirkan|pikirkanlah|renungkan|diskusikan|diskusikanlah|coba|cobalah|tebak|tebaklah|tulis|tulislah
            |tuliskan|gambarkan|gambarlah|hitung|hitunglah|bandingkan|bandingkanlah|buktikan|buktikanlah|perkirakan
            |menurut (?:anda|kamu|kalian)""",
        reads="bacalah",
        says_nothing="ya|tidak|tentu|kadang|tergantung|tidak diketahui|tidak tahu|lihat di atas|lihat di bawah",
        placeholder=r"""belum ada(?: jawaban(?:nya)?{invites})?|belum (?:selesai|tersedia|dijawab)|segera hadir
            |akan ditambahkan|dalam pengerjaan|menyusul|akan datang(?= ?[.…!])|jawaban (?:pribadi|bervariasi|bebas)
            |jawaban (?:siswa|peserta didik) (?:bervariasi|masing-masing)|tulis(?:lah)? jawaban(?:mu
            | anda)? di buku(?:mu| tulis)?(?: \w+)?|(?:jawaban|solusi|pembahasan) tidak (?:diberikan|disediakan)""",
        in_class=r"""di (?:kelas|kuliah)|lihat (?:kuliah|catatan)|akan dibahas|pertemuan berikutnya
            |menyusul(?: (?:setelah|sesudah|pada|dari|minggu|bulan|nanti)(?: \w+){0,3})?""",
        unknown="tanya(?:kan)?|belum(?: ada)?|tidak tahu", teaser="tergantung|ada (?:banyak|beberapa) cara|mari kita",
        derives="misalkan|misalnya kita|andaikan", negation="tidak|bukan|tanpa",
    ),
    "vi": dict(
        practical="thông tin thực tế|thông tin tổ chức",
        stands_for="viết tắt|nghĩa là gì|có nghĩa là",
        goes_on="còn|và",
        answer="đáp án|câu trả lời|trả lời|gợi ý trả lời|gợi ý đáp án|hướng dẫn trả lời|đáp(?! ứng)", short="đa|đs",
        solution="lời giải|bài giải|giải pháp|gợi ý giải|hướng dẫn giải",
        right="đúng|chính xác", wrong="sai", key="bảng đáp án", explanation="giải thích", because="vì|bởi vì",
        hint="gợi ý", example="ví dụ", note="ghi chú|lưu ý|chú ý|mẹo|cảnh báo",
        extra="thông tin thêm|mở rộng|bối cảnh|chi tiết",
        references="tham khảo|tài liệu tham khảo|nguồn tham khảo|liên kết|xem thêm|đọc thêm",
        elsewhere="đọc|tìm hiểu|thêm|từ|tại|này|bài viết|trang|thảo luận",
        aside=r"""ví dụ|chẳng hạn|lưu ý|ghi chú|mẹo|tài liệu chính thức|tham khảo|xem thêm|đọc thêm|cách dùng|(?:nguồn
            |liên kết|tài liệu)(?=\W*$)|(?:liên kết|tài liệu|nguồn) (?:hữu ích|bổ sung|tham khảo)(?=\W*$)""",
        beside="nhật ký|ảnh chụp màn hình|cấu hình|tập tin|dữ liệu|bảng|mã nguồn", output="đầu ra|kết quả in ra",
        reveal="xem|hiển thị|hiện|nhấn|bấm|nhấp|mở", small="để|vào|đây", joins="và|hoặc",
        question="câu hỏi|hỏi", numbered="câu|bài", stem="nội dung", exercise="bài tập|nhiệm vụ|thử thách",
        scenario="tình huống|kịch bản", decision="quyết định|phán quyết|chẩn đoán",
        puzzle="câu đố",
        page="trang", points="điểm", asker="điều họ muốn (?:biết|nghe)|tại sao họ hỏi|mục đích(?: của)? câu hỏi",
        difficulty="độ khó|mức độ", basics="cơ bản|dễ|nhập môn", intermediate="trung bình|trung cấp",
        advanced="nâng cao|khó|chuyên gia",
        option="đáp án|lựa chọn|phương án",
        all_above="""tất cả(?: các)?(?: đáp án| phương án| câu)? (?:trên|đều đúng)|không(?: có)? đáp án nào(?: đúng)?
            |cả a và b""",
        except_for="trừ", copula="là", true="đúng", false="sai",
        graded="một phần|của bạn|không trả lời|chưa trả lời|hoàn thành|chưa chấm điểm", given="đã chọn|của bạn",
        feedback="phản hồi",
        quiz="trắc nghiệm|đố vui", announces="câu hỏi|phỏng vấn|trắc nghiệm|bài tập|đề thi|ôn tập|đố vui",
        title="tiêu đề|tieude|tiêu_đề",
        faq="câu hỏi thường gặp",
        interview="phỏng vấn", about="về|cho", usual="thường gặp",
        glossary="thuật ngữ|bảng thuật ngữ|từ vựng|định nghĩa|từ viết tắt",
        term="thuật ngữ|khái niệm|từ viết tắt|lệnh|từ", definition="định nghĩa|ý nghĩa|nghĩa|mô tả|bản dịch|dịch nghĩa",
        front="mặt trước", back="mặt sau", contents="mục lục|nội dung|trên trang này",
        sections="""giới thiệu|mở đầu|tổng quan|lời nói đầu|lời mở đầu|yêu cầu|tóm tắt|tổng kết|kết luận|lời kết
            |bước tiếp theo|giấy phép|đóng góp|liên hệ|lời cảm ơn|tác giả|phụ lục|cài đặt|bắt đầu""",
        says_little="trợ giúp|chi tiết|xem thêm|đến lượt bạn|kiểm tra kiến thức|tự kiểm tra",
        this_book="(?:sách|khóa học|khoá học|hướng dẫn|repo|trang|trang web|bộ câu hỏi|danh sách|tài liệu|dự án) này",
        interviewed="phỏng vấn với|trò chuyện với", dialogue="hội thoại|đối thoại|biên bản|phỏng vấn",
        you="bạn|anh|chị", speaker="tôi|mình|chúng tôi",
        asks=r"""thế nào là|tại sao \w+|vì sao \w+|làm thế nào|làm sao|hãy (?:giải thích|nêu|trình bày|so sánh|cho biết
            |mô tả)|giải thích|trình bày|so sánh|phân biệt|sự khác nhau|sự khác biệt|nêu|đúng hay sai|khi nào|ai (?:là
            |được|có)""",
        asks_last="là gì|như thế nào|để làm gì|là sao", why="tại sao|vì sao|lý do", what="gì|(?:dùng )?để làm gì",
        which="nà(?<!thế.nà)o", when="khi nào|lúc nào|trường hợp nào",
        how="như thế nào|hoạt động thế nào|ra sao|bằng cách nào", how_to="làm thế nào|làm sao|các bước|cách",
        compares="khác nhau|khác biệt|so sánh|khác gì", lists="liệt kê|kể tên",
        several="những|các loại|các bước|ưu điểm|nhược điểm|quy tắc|ví dụ|đặc điểm|nguyên tắc|cách", refers="nó|này",
        follows="sau đây|dưới đây|bên dưới",
        above="ở trên|bên trên|phía trên|(?:đoạn mã|câu lệnh|ví dụ|bảng|hình|câu) trước|trong ví dụ này",
        this_code=r"""(?:mã|đoạn mã|đoạn code|code|chương trình|hàm|phương thức|lớp|vòng lặp|truy vấn|câu lệnh|biểu thức
            |dòng lệnh) (?:\w+ ){0,2}(?:này|sau|sau đây|dưới đây|bên dưới|trên)""",
        shown="(?:bảng|sơ đồ|biểu đồ|hình) (?:này|sau|dưới đây|bên dưới)",
        shown_above="(?:mã|code|chương trình|ví dụ|truy vấn|bảng|sơ đồ|hình|bản đồ|biểu đồ) (?:ở |bên |phía )?trên",
        orders="""viết|tạo|tính|liệt kê|nêu|vẽ|tìm|kể tên|điền|dịch|mô tả (?:một|các|cách|quá trình)|cho ví dụ
            |định nghĩa (?:một|các)""",
        tasks="""hãy (?:suy nghĩ|nghĩ|thảo luận|thử|đoán|viết|vẽ|tính|so sánh|chứng minh|ước lượng)|suy nghĩ về
            |thảo luận|viết (?:chương trình|một chương trình|hàm|một hàm)|bạn nghĩ|theo bạn|theo em""",
        reads="đọc",
        says_nothing="""có|không|có thể|tất nhiên|đôi khi|tùy|còn tùy|không biết|không rõ|xem ở trên|xem bên dưới
            |như trên|giống nhau""",
        placeholder="""sắp có|chưa có(?: đáp án| câu trả lời)?|sẽ cập nhật|sẽ được bổ sung|sắp ra mắt|đang cập nhật
            |sẽ bổ sung|đang hoàn thiện|câu trả lời cá nhân|(?:học sinh|hs) tự (?:làm|trả lời)
            |không có (?:đáp án|lời giải) mẫu""",
        in_class=r"""(?:trên|ở|trong) lớp|xem (?:bài giảng|ghi chú)|buổi sau|sẽ thảo luận
            |(?:sẽ )?bổ sung sau(?: \w+){0,4}""",
        unknown="hỏi|chưa ai|chưa có|không biết", teaser="tùy thuộc|còn tùy|phụ thuộc vào|có nhiều cách|hãy xem",
        derives="giả sử|gọi|đặt", negation="không|chưa",
    ),
    "hi": dict(
        practical="व्यावहारिक जानकारी",
        stands_for="पूरा नाम|पूर्ण रूप|संक्षिप्त रूप|फुल फॉर्म",
        goes_on="और",
        answer="उत्तर|जवाब", short="उ", solution="हल|समाधान", right="सही", wrong="गलत|ग़लत", key="कुंजी",
        explanation="व्याख्या|स्पष्टीकरण", because="क्योंकि", hint="संकेत|हिंट", example="उदाहरण|उदाहरण के लिए",
        note="टिप्पणी|नोट|सुझाव|चेतावनी|ध्यान दें", extra="अधिक|अन्य|विवरण|विकल्प|पृष्ठभूमि",
        references="संदर्भ|स्रोत|लिंक|यह भी देखें|और पढ़ें|आगे पढ़ें", elsewhere="पढ़ें|सीखें|से|यह|इस|लेख|पृष्ठ|चर्चा",
        aside=r"""उदाहरण|उदाहरण के लिए|जैसे|नोट|टिप्पणी|सुझाव|दस्तावेज़|संदर्भ|यह भी देखें|और पढ़ें|आगे पढ़ें|(?:स्रोत|लिंक)(?=\W*$)|(?:उपयोगी
            |अतिरिक्त|बाहरी) (?:लिंक|स्रोत)(?=\W*$)""",
        beside="लॉग|स्क्रीनशॉट|फ़ाइलें|डेटा|तालिका|कोड", output="आउटपुट", reveal="दिखाएँ|दिखाएं|देखें|क्लिक करें|खोलें",
        small="यहाँ|यहां|के|लिए", joins="और|या",
        question="प्रश्न|सवाल", questions="प्रश्नों|सवालों", numbered=r"प्र\.", stem="पाठ",
        scenario="परिदृश्य|स्थितियाँ", decision="निर्णय|फैसला|निदान",
        exercise=r"अभ्यास|कार्य|चुनौती|समस्या(?= ?\d)", puzzle="पहेली", page="पृष्ठ", points="अंक",
        asker="प्रश्न का उद्देश्य|वे क्या जानना चाहते हैं|क्यों पूछते हैं", difficulty="कठिनाई|स्तर|कठिनाई स्तर",
        basics="बुनियादी|आसान|शुरुआती|प्रारंभिक", intermediate="मध्यम|मध्यवर्ती", advanced="उन्नत|कठिन|विशेषज्ञ",
        option="विकल्प|उत्तर", all_above="उपरोक्त (?:सभी|में से कोई नहीं|सभी सही हैं)|इनमें से (?:सभी|कोई नहीं)",
        except_for="को छोड़कर", copula="है|हैं", true="सत्य|सही", false="असत्य|गलत|ग़लत",
        graded="आंशिक रूप से|आपका|उत्तर नहीं दिया गया|पूर्ण|श्रेणीबद्ध नहीं", given="चयनित|आपका", feedback="प्रतिक्रिया",
        quiz="प्रश्नोत्तरी|क्विज़|क्विज",
        announces="प्रश्न|प्रश्नोत्तरी|सवाल|साक्षात्कार|इंटरव्यू|परीक्षा|अभ्यास|क्विज़|क्विज",
        title="शीर्षक",
        faq="अक्सर पूछे जाने वाले (?:प्रश्न|सवाल)", interview="साक्षात्कार|इंटरव्यू",
        usual="अक्सर पूछे जाने वाले", glossary="शब्दावली|शब्दकोश|परिभाषाएँ|परिभाषाएं|संक्षिप्त रूप",
        term="शब्द|पद|अवधारणा|संक्षिप्त रूप|कमांड", definition="परिभाषा|अर्थ|विवरण|अनुवाद", front="सामने", back="पीछे",
        contents="विषय सूची|विषय-सूची|सामग्री|इस पृष्ठ पर",
        sections="परिचय|प्रस्तावना|भूमिका|अवलोकन|आवश्यकताएँ|सारांश|निष्कर्ष|अगले कदम|लाइसेंस|योगदान|संपर्क|आभार|लेखक|परिशिष्ट",
        says_little="अक्सर पूछे जाने वाले प्रश्न|सहायता|विवरण|और देखें|अब आपकी बारी|अपनी समझ जाँचें|अपनी समझ जांचें|अपना ज्ञान परखें",
        this_book="(?:इस|यह|इन) (?:पुस्तक|किताब|पाठ्यक्रम|कोर्स|गाइड|पृष्ठ|साइट|संग्रह|सूची|प्रोजेक्ट)",
        interviewed="से बातचीत|के साथ बातचीत", dialogue="संवाद|बातचीत|वार्तालाप", you="आप|आपका|आपके|आपकी|आपको|तुम",
        speaker="मैं|मैंने|मुझे|मेरा|मेरी|हम|हमने",
        asks="क्या",
        asks_last="""क्या है|क्या हैं|(?:क्या|क्यों|कैसे|कब|कौन|किस) [^।]{1,16}(?:है|हैं)|समझाइए|समझाइये|समझाएं|बताइए|वर्णन करें
            |वर्णन कीजिए|परिभाषित करें|परिभाषित कीजिए|तुलना करें|तुलना कीजिए|क्या अंतर है|कौन है""",
        why="क्यों", what="क्या", which="कौन", when="कब", how="कैसे|किस प्रकार|किस तरह", how_to="कैसे|क्या चरण हैं",
        compares="अंतर|तुलना", lists="सूचीबद्ध", several="सूची|प्रकार|लाभ|हानियाँ|चरण|नियम|उदाहरण|विशेषताएँ|विशेषताएं|सिद्धांत|तरीके",
        refers="यह|इसे|ये", follows="निम्नलिखित|नीचे", above="ऊपर|उपरोक्त|पिछले (?:कोड|प्रश्न|उदाहरण)|इस उदाहरण में",
        this_code=r"""(?:यह|ये|इस|इन|निम्न|निम्नलिखित|नीचे दिया गया|नीचे दिए गए) (?:\S+ ){0,2}(?:कोड|प्रोग्राम|स्क्रिप्ट|फ़ंक्शन|फंक्शन
            |मेथड|क्लास|लूप|क्वेरी|कथन|पंक्तियाँ)""",
        shown="(?:यह|इस|निम्न|निम्नलिखित) (?:तालिका|आरेख|चित्र)",
        shown_above=r"(?:ऊपर|उपरोक्त) (?:\S+ ){0,2}(?:कोड|प्रोग्राम|उदाहरण|क्वेरी|तालिका|आरेख|चित्र|नक्श\S+)",
        orders_last="लिखिए|लिखें|बनाइए|बनाएं|दीजिए|गणना करें", tasks="आपके विचार में|आपको क्या लगता है",
        tasks_last="सोचिए|सोचें|सोचो|चर्चा करें|चर्चा कीजिए|प्रयास करें|कोशिश करें|अनुमान लगाएं|अनुमान लगाइए|लिखिए|लिखें|बनाइए|तुलना करें",
        reads="पढ़िए|पढ़ें",
        says_nothing="हाँ|हां|नहीं|शायद|कभी कभी|निर्भर करता है|पता नहीं|ऊपर देखें|नीचे देखें|वही",
        placeholder="""जल्द आ रहा है|शीघ्र आ रहा है|जल्द ही|बाद में जोड़ा जाएगा|व्यक्तिगत उत्तर|(?:छात्र
            |विद्यार्थी) स्वयं करें|उत्तर नहीं दिया गया(?: है)?""",
        in_class="कक्षा में|व्याख्यान देखें|अगली कक्षा",
        unknown="पूछना|पूछें|किसी ने|अभी नहीं|पता नहीं", teaser="यह निर्भर करता है|निर्भर करता है|कई तरीके हैं|आइए",
        derives="मान लीजिए|मान लें|माना", negation="नहीं",
    ),
    "fa": dict(
        practical="اطلاعات عملی",
        stands_for="مخفف|سرنام",
        goes_on="و (?:برای|در|چرا|چگونه|اگر)",
        answer="پاسخ|پاسخ‌ها|جواب", short="ج", answer_letter="ج|پ", solution="راه ?حل", right="صحیح|درست",
        wrong="نادرست|غلط", key="کلید", explanation="توضیح|توضیحات|تشریح", because="زیرا|چون", hint="راهنمایی",
        example="مثال|برای مثال", note="نکته|یادداشت|هشدار|توجه", extra="بیشتر|دیگر|جزئیات|پیش‌زمینه",
        references="منابع|منبع|مراجع|لینک‌ها|پیوندها|همچنین ببینید|بیشتر بخوانید",
        elsewhere="بخوانید|یاد بگیرید|بیشتر|از|این|مقاله|صفحه|بحث",
        aside=r"""مثال|برای مثال|نکته|یادداشت|مستندات|همچنین ببینید|بیشتر بخوانید|(?:منابع|مراجع|پیوندها|لینک‌ها)(?=\W*$)
            |(?:منابع|لینک‌های) (?:مفید|بیشتر)(?=\W*$)""",
        beside="گزارش|تصویر|پیکربندی|فایل|داده‌ها|جدول|کد", output="خروجی", reveal="نمایش|مشاهده|ببینید|کلیک|نشان",
        small="اینجا|برای|را", joins="و|یا",
        question="سوال|سؤال|پرسش", questions="سوالات|سؤالات|پرسش‌ها", question_letter="س", stem="متن",
        scenario="سناریو(?:ها)?|موقعیت‌ها", decision="تصمیم|حکم|تشخیص",
        exercise=r"تمرین|تمرین‌ها|چالش|تکلیف|مسئله(?= ?\d)", puzzle="معما|چیستان", page="صفحه", points="نمره|امتیاز",
        asker="هدف (?:از )?سوال|هدف (?:از )?سؤال", difficulty="سختی|سطح", basics="مقدماتی|مبانی|پایه|آسان",
        intermediate="متوسط", advanced="پیشرفته|سخت",
        option="گزینه", all_above="(?:همه|هیچ‌کدام|هیچکدام)(?: موارد)?(?: بالا)?", except_for="به جز|بجز", copula="است",
        true="درست", false="نادرست|غلط", graded="تا حدی|شما|پاسخ داده نشده|کامل|نمره داده نشده",
        given="انتخاب ?شده|شما", feedback="بازخورد",
        quiz="کوییز|آزمون", announces="پرسش‌های|مصاحبه|آزمون|تمرین‌ها|کوییز", faq="سوالات متداول",
        interview="مصاحبه|مصاحبه شغلی", about="در|درباره|برای",
        usual="متداول|رایج", glossary="واژه‌نامه|واژگان|اصطلاحات|تعاریف|مخفف‌ها",
        title="عنوان",
        term="اصطلاح|واژه|مفهوم|مخفف|دستور|کلمه", definition="تعریف|معنی|شرح|ترجمه", front="رو", back="پشت",
        contents="فهرست|فهرست مطالب|در این صفحه",
        sections="""مقدمه|پیش‌گفتار|مرور|پیش‌نیازها|خلاصه|جمع‌بندی|نتیجه‌گیری|گام‌های بعدی|مجوز|مشارکت|تماس|سپاسگزاری|نویسنده
            |پیوست|نصب""",
        says_little="پرسش‌های متداول|کمک|جزئیات|نمایش بیشتر|نوبت شما|خودآزمایی",
        this_book="این (?:کتاب|دوره|راهنما|مخزن|سایت|صفحه|مجموعه|فهرست|لیست|سوالات|پروژه|جزوه)",
        interviewed="مصاحبه با|گفتگو با", dialogue="گفتگو|گفت‌وگو|مکالمه|صورت‌جلسه", you="شما", speaker="خودم|خودمان",
        asks="آیا|چه تفاوتی|تفاوت|چگونه|چطور|چرا|کدام|چه کاری|درست یا نادرست",
        asks_last="چیست|چیستند|کدامند|کدام است|یعنی چه|نام ببرید|توضیح دهید|شرح دهید|تعریف کنید|مقایسه کنید", why="چرا",
        what="چیست|چه", which="کدام|کدامیک|کدام‌یک", when="چه زمانی|چه وقت", how="چگونه|چطور|به چه صورت",
        how_to="چگونه|چطور|مراحل", compares="تفاوت|تفاوت‌ها|مقایسه|فرق", lists="نام ببرید|فهرست کنید",
        several="انواع|مزایا|معایب|مراحل|گام‌ها|قوانین|مثال‌ها|ویژگی‌ها|اصول|تفاوت‌ها|روش‌ها", refers="این|آن",
        follows="زیر|ذیل", above="بالا|قبلی|در این مثال",
        this_code=r"(?:این|کد|برنامه|تابع|متد|کلاس|حلقه|عبارت) (?:\w+ ){0,2}(?:کد|برنامه|تابع|متد|کلاس|حلقه|زیر)",
        shown="(?:این) (?:جدول|نمودار|تصویر|شکل)", shown_above="(?:کد|برنامه|مثال|جدول|نمودار|تصویر|شکل) (?:بالا|قبلی)",
        orders_last="بنویسید|بسازید|محاسبه کنید|رسم کنید|پیدا کنید|کامل کنید|ترجمه کنید|مثال بزنید",
        tasks="فکر کنید|بحث کنید|امتحان کنید|حدس بزنید|بنویسید|رسم کنید|حساب کنید|مقایسه کنید|ثابت کنید|به نظر شما",
        reads="بخوانید",
        says_nothing="بله|خیر|نه|شاید|البته|گاهی|بستگی دارد|نامشخص|نمی‌دانم",
        placeholder="""به‌زودی|به زودی|در دست ساخت|تکمیل می‌شود|تکمیل خواهد شد|پاسخ (?:شخصی|آزاد)
            |پاسخی? (?:داده|ارائه) نشده(?: است)?""",
        in_class="در کلاس|جلسه بعد|جزوه را ببینید",
        unknown=r"بپرس\w*|هیچ‌?کس|هنوز|نمی‌دانم", teaser="بستگی دارد|راه‌های زیادی|روش‌های زیادی",
        derives="فرض کنید|فرض کنیم", negation="نه|نیست|بدون|هرگز",
    ),
    "cs": dict(
        practical="praktické informace|organizační informace",
        goes_on="a (?:co|jak|kde|kdy|proč|pro|když|kdo)|ale",
        answer="odpověď|odpovědi|odp", short="odp|řeš", solution="řešení", right="správn[áéýě]",
        wrong="nesprávné|špatné|distraktory", key="klíč", explanation="vysvětlení|zdůvodnění|odůvodnění",
        because="protože|neboť", hint="nápověd[ay]", example=r"příklad\w*|například",
        note="poznámk[ay]|upozornění|pozor", extra=r"více|další|pozadí|podrobnosti|dodatečn\w+",
        stands_for="znamená|zkratka|zkratky",
        references="zdroje|zdroj|odkazy|literatura|viz také|více zde|čtěte dále",
        elsewhere=r"čtěte|přečtěte|naučte se|více|tento|tato|zde|článek|článku|stránk\w+|dále|diskus[ei]",
        aside=r"""příklady?|například|poznámk[ay]|nápověd[ay]|dokumentace|viz také|více informací|(?:zdroje|odkazy
            |literatura)(?=\W*$)|(?:užitečné|další|externí) (?:odkazy|zdroje)(?=\W*$)""",
        beside="protokol|snímek obrazovky|přepis|konfigurace|změny|soubory|data|tabulka|obrázek|kód", output="výstup",
        reveal="zobrazit|ukázat|klikněte|klikni|odkrýt|rozbalit|vzorov[áéý]|očekávaná",
        small="zde|pro|na", joins="nebo|i",
        question="otázka", questions="otázky", stem="text|znění",
        scenario="scénář(?:e)?|situace", decision="rozhodnutí|verdikt|diagnóza",
        exercise=r"cvičení|zadání|úloh[ay]|úkol(?:y)?|výzv[ay]|problém(?= ?\d)", puzzle="hádanka|hlavolam|kata",
        page="stran[ay]|str", points="bod(?:y|ů)?|b", asker="co chtějí (?:vědět|slyšet)|proč se ptají|cíl otázky",
        difficulty="obtížnost|úroveň", basics="základy|základní|začátečník|lehk[áéý]",
        intermediate="střední|středně pokročil[áéý]", advanced="pokročil[áéý]|těžk[áéý]",
        option="možnost|volba|varianta",
        all_above="(?:všechny|všechno|žádn[áé]) (?:z )?(?:výše uvedených|výše uvedené|uvedených)", except_for="kromě",
        copula="je|jsou", true="pravda", false="nepravda",
        graded="částečně|správně|nesprávně|špatně|nesprávná|vaše|nezodpovězeno|dokončeno|neohodnoceno",
        given="vybraná|zvolená|vaše", feedback="zpětná vazba",
        quiz="kvíz|kontrolní otázky", announces=r"pohovor\w*|zkouš\w+|cvičení|kartičky|kvíz",
        title="titulek|název|nadpis",
        faq="často kladené (?:otázky|dotazy)",
        interview=r"pohovor\w*|otázky na pohovor|přijímac\w+ pohovor\w*", about="z|ze|na|pro|o",
        usual="časté|nejčastější|často kladené",
        glossary="slovníček|slovíčka|slovní zásoba|glosář|pojmy|definice|zkratky",
        term=r"pojem|termín\w*|zkratk\w+|příkaz\w*|slov[oa]", definition=r"definice|význam\w*|popis\w*|překlad\w*",
        front="přední strana|líc", back="zadní strana|rub", contents="obsah|na této stránce",
        sections="""úvod|přehled|předmluva|požadavky|shrnutí|souhrn|závěr|další kroky|licence|jak přispět|kontakt
            |poděkování|o autorovi|o nás|autoři|autor|příloha|instalace|začínáme""",
        says_little="""často kladené otázky|nejčastější dotazy|podrobnosti|zobrazit více|jste na řadě|vyzkoušejte se
            |otestujte se|otestujte své znalosti""",
        this_book=r"""(?:tato|tento|toto|této|tohoto|tomto|tuto|těchto|tyto|naše|náš) (?:knih\w*|kurz\w*|příručk\w*
            |průvodc\w*|repozitář\w*|stránk\w*|sbírk\w*|seznam\w*|otáz\w*|projekt\w*|skript\w*)""",
        interviewed="rozhovor se?", dialogue="dialogy?|rozhovory?|zápis|scén[ay]|konverzace|výslech",
        you="tě|tebe|tobě|tvůj|tvoje|vy|vás|vám|váš|vaše", speaker="já|mě|mně|můj|moje|nás|nám|náš|naše",
        asks=r"""co je|co jsou|co znamená|co dělá|co se stane|čím se liší|jaký je|jaká je|jaké jsou|jak funguje|jak lze
            |jak se|k čemu slouží|proč \w+|vysvětlete|popište|definujte|porovnejte|rozdíl mezi|pravda nebo nepravda
            |(?:jaký|jaká|jaké|který|která|kolik) \w+|(?:kdy|kdo) (?:je|se|smí|může|použít)""",
        why="proč", what="co|k čemu", which=r"kter\w+", when="kdy|v jakých případech",
        how=r"jak (?:funguj\w+|pracuj\w+|vznik\w+|probíh\w+)|jakým způsobem", how_to="jak|jaké jsou kroky",
        compares=r"rozdíl\w*|liší|porovn\w*|srovn\w*|(?:lepší|horší) než", lists="vyjmenujte|jaké jsou|uveďte",
        several="typy|druhy|výhody|nevýhody|kroky|fáze|pravidla|příklady|vlastnosti|principy|rozdíly|způsoby|metody",
        refers="to|ten|jeho|její|jejich", follows=r"následujíc\w+|níže",
        above=r"výše|výše uveden\w+|předchozí(?:ho|m)? (?:kód\w*|příklad\w*|otáz\w+)|v tomto příkladu",
        this_code=r"""(?:tento|tato|toto|tohoto|této|následující|níže uvedený) (?:\w+ ){0,2}(?:kód\w*|program\w*
            |skript\w*|funkc\w+|metod\w+|tříd\w+|smyčk\w+|dotaz\w*|výraz\w*|příkaz\w*|řád\w+)""",
        shown="(?:tato|této|tento|tomto|následující) (?:tabul(?:ka|ce|ky)|diagram(?:u)?|obráz(?:ek|ku)|graf(?:u)?)",
        shown_above=r"""výše uveden\w+ (?:kód\w*|program\w*|příklad\w*|dotaz\w*|tabul\w+|diagram\w*|obráz\w+|map\w+
            |graf\w*)|(?:kód\w*|program\w*|tabul\w+|obráz\w+) výše""",
        orders="""napište|vytvořte|vypočítejte|vyjmenujte|nakreslete|najděte|uveďte|doplňte|určete|vyřešte|přeložte
            |převeďte|jmenujte|načrtněte""",
        tasks="""zamyslete se|diskutujte|zkuste|odhadněte|napište|nakreslete|vypočítejte|porovnejte|dokažte|co myslíte
            |co si myslíte""",
        reads="přečti|přečtěte",
        says_nothing="ano|ne|možná|samozřejmě|někdy|záleží|neznámé|nevím|viz výše|viz níže|totéž",
        placeholder="""zatím bez odpovědi|bude doplněno|bude přidáno|doplnit|připravuje se|ve výstavbě|již brzy
            |brzy(?= ?[.…!])|(?:vlastní|individuální) odpověď|(?:řešení|odpověď) (?:není uveden[ao]|se neuvádí)""",
        in_class=r"""(?:na|v) (?:hodině|přednášce|cvičení)|viz (?:přednáška|přednášku|skripta|slajdy)|probereme|příště
            |(?:doplníme|doplním|upřesníme)(?: (?:po|na)(?: \w+){0,3})?""",
        unknown="zeptat se|zeptej se|nikdo|zatím|ještě ne|nevím",
        teaser="záleží na|to záleží|existuje mnoho způsobů|podívejme se", derives="nechť|předpokládejme|buď",
        negation="ne|není|bez|nikdy",
    ),
    "ar": dict(
        practical="معلومات عملية",
        stands_for="اختصار|اختصارا",
        goes_on="ماذا عن",
        answer="[إا]جابة|[إا]جابات|جواب|[أا]جوبة", short="ج", answer_letter="ج", solution="حل|حلول", right="صحيحة?",
        wrong="خاطئة|خطأ", key="مفتاح", explanation="شرح|تفسير|توضيح|تعليل", because=r"لأن\w*", hint="تلميح|تلميحات",
        example="مثال|[أا]مثلة|على سبيل المثال", note="ملاحظة|ملاحظات|نصيحة|نصائح|تنبيه|تحذير",
        extra="مزيد|[أا]خرى|تفاصيل|خلفية|بدائل",
        references="مراجع|مرجع|مصادر|مصدر|روابط|انظر [أا]يض[ًا]*|اقر[أا] المزيد|للمزيد",
        elsewhere="اقر[أا]|تعلم|المزيد|من|هذ[اه]|مقال|مقالة|صفحة|نقاش",
        aside=r"""مثال|أمثلة|مثلا|مثلاً|على سبيل المثال|ملاحظة|ملاحظات|نصيحة|نصائح|توثيق|انظر أيضا|انظر أيضًا|اقرأ المزيد
            |للمزيد|(?:مراجع|مصادر|روابط)(?=\W*$)|(?:روابط|مصادر|مراجع) (?:مفيدة|إضافية|خارجية)(?=\W*$)""",
        beside="سجل|لقطة شاشة|إعدادات|ملفات|بيانات|جدول|صورة|شفرة", output="المخرجات|الناتج|الخرج",
        reveal="[أا]ظهر|[إا]ظهار|عرض|اعرض|اضغط|انقر|اكشف", small="هنا|على|لإظهار|لعرض|لرؤية", joins="و|[أا]و",
        question="سؤال", questions="[أا]سئلة", question_letter="س", stem="نص",
        scenario="سيناريو(?:هات)?|مواقف", decision="القرار|قرار|الحكم|التشخيص",
        exercise=r"تمرين|تمارين|مهمة|تحدي|واجب|مس[أا]لة(?= ?\d)", puzzle="لغز|أحجية",
        page="صفحة|الصفحة", points="درجة|درجات|نقاط|نقطة|علامة|علامات",
        asker="ما يريدون (?:معرفته|سماعه)|لماذا يسألون|هدف السؤال",
        difficulty="صعوبة|مستوى|مستوى الصعوبة", basics="أساسيات|أساسي|مبتدئ|مبتدئين|سهل", intermediate="متوسط|متوسطة",
        advanced="متقدم|متقدمة|صعب|خبير",
        option="خيار|[إا]جابة|بديل", all_above="(?:جميع|كل) (?:ما سبق|الإجابات صحيحة|ما ذكر)|لا شيء مما سبق|كل ما سبق",
        except_for="ما عدا|باستثناء", copula="هي|هو", true="صحيح|صح|صواب", false="خط[أا]|خاطئ|غير صحيح",
        graded="جزئيا|جزئيًا|صحيح|لم تتم الإجابة|مكتمل|لم يتم التقييم", given="المحددة|المختارة|إجابتك",
        feedback="ملاحظات",
        quiz="اختبار", announces="سؤال|مقابلة|مقابلات|امتحان|تمارين", faq="الأسئلة الشائعة",
        interview="مقابلة|مقابلات|مقابلة عمل", about="في|عن|حول|على",
        usual="شائعة|الشائعة", glossary="مسرد|مفردات|مصطلحات|قاموس|معجم|تعريفات|اختصارات",
        title="العنوان|عنوان",
        term="مصطلح|مصطلحات|مفهوم|اختصار|[أا]مر|كلمة", definition="تعريف|معنى|وصف|ترجمة", front="الوجه", back="الظهر",
        contents="محتويات|جدول المحتويات|فهرس|في هذه الصفحة",
        sections="""مقدمة|المقدمة|تمهيد|نظرة عامة|المتطلبات|ملخص|الملخص|خلاصة|الخلاصة|خاتمة|الخاتمة|الخطوات التالية
            |الترخيص|رخصة|المساهمة|التواصل|شكر وتقدير|المؤلف|ملحق|التثبيت""",
        says_little="[أا]سئلة شائعة|مساعدة|تفاصيل|عرض المزيد|دورك الآن|اختبر نفسك|اختبر معلوماتك|اختبر فهمك",
        this_book="(?:هذا|هذه) (?:الكتاب|الدورة|الدليل|المستودع|الموقع|الصفحة|المجموعة|القائمة|الأسئلة|المشروع)",
        interviewed="مقابلة مع|حوار مع", dialogue="حوار|محادثة|محضر|مشهد", you="أنت|أنتم|لديك", speaker="أنا|نحن|لدي",
        asks=r"""ما هو|ما هي|ما هم|ما الفرق|ما معنى|ما المقصود|ماذا (?:يعني|يحدث|تعني|يفعل)|كيف (?:يعمل|تعمل|يمكن|يتم)
            |لماذا \w+|اشرح|وضّ?ح|عرّ?ف|قارن|صف|الفرق بين|صح [أا]م خط[أا]|هل|متى (?:يتم|يجب|يمكن|تستخدم|نستخدم|يستخدم)""",
        why="لماذا", what="ما|ماذا", which="[أا]ي|[أا]يها", when="متى", how="كيف|كيفية|ب[أا]ي طريقة",
        how_to="كيف|ما هي الخطوات", compares="فرق|فروق|قارن|مقارنة|اختلاف", lists="اذكر|عدد",
        several="[أا]نواع|مزايا|عيوب|خطوات|مراحل|قواعد|[أا]مثلة|خصائص|مبادئ|طرق", refers="هذا|هذه|ذلك",
        follows="تالي|تالية|[أا]دناه", above="أعلاه|السابق|السابقة|في هذا المثال",
        this_code=r"""(?:هذا|هذه|هذين) (?:\w+ ){0,2}(?:الكود|الشيفرة|البرنامج|السكربت|الدالة|الطريقة|الصنف|الحلقة
            |الاستعلام|التعليمات|التعبير|الأسطر)|(?:كود|شيفرة|برنامج|سكربت|دالة|طريقة|صنف|حلقة|استعلام|تعليمات
            |تعبير) (?:التالي|التالية|أدناه)""",
        shown="(?:هذا|هذه) (?:الجدول|المخطط|الرسم|الصورة|الشكل)",
        shown_above="(?:الكود|البرنامج|المثال|الجدول|المخطط|الصورة|الشكل) (?:أعلاه|السابقة?)",
        orders="اكتب|[أا]نش[ئي]|احسب|اذكر|ارسم|[أا]كمل|حدد|ترجم|عدد|[أا]عط",
        tasks="""فكر|فكروا|ناقش|ناقشوا|حاول|حاولوا|جرب|جربوا|خمن|اكتب|اكتبوا|ارسم|احسب|قارن|[أا]ثبت|ما ر[أا]يك|بر[أا]يك
            |في ر[أا]يك""",
        reads="اقرأ|اقرؤوا|اقرئي",
        says_nothing="""نعم|لا|ربما|طبع[ًا]*|أحيان[ًا]*|احيان[ًا]*|حسب الحالة|غير معروف|لا [أا]عرف|لا [أا]علم|انظر [أا]علاه
            |انظر [أا]دناه|نفسه""",
        placeholder="""قيد الإنشاء|ست?ضاف قريب[ًا]*|قيد الكتابة|سيضاف لاحق[ًا]*|سيتم الإضافة لاحق[ًا]*
            |قريب[ًا]*(?= ?[.…!])|إجابة (?:شخصية|حرة)|تختلف الإجابات|الإجابة غير متوفرة""",
        in_class="في (?:الحصة|المحاضرة|الصف|الدرس)|انظر (?:المحاضرة|الكتاب)|الحصة القادمة",
        unknown="اسأل|لا أحد|ليس بعد|لا أعرف", teaser="يعتمد ذلك|ذلك يعتمد|هناك عدة طرق|هناك طرق كثيرة",
        derives="ليكن|لتكن|لنفترض|بفرض", negation="لا|ليس|بدون",
        prefixes="وال|ال|و",
    ),
    "zh": dict(
        practical="课程安排|課程安排|实用信息",
        goes_on="那么|那麼",
        answer="""参考答案|参考回答|参考解答|參考答案|參考回答|參考解答|解题思路|解題思路|解题过程|答案|回答|解答|答复
            |答覆|(?<![问問])答(?![题題辩辯应應])""",
        short="答",
        solution=r"""(?<![^\W\d_])解(?=\s*(?:[:：]|\*\*|__|\Z))|题解(?!决)|題解(?!決)|解法|解决方案|解決方案|(?:面试
            |面試)?[题題]目?剖析|(?:问题|問題)剖析""",
        sample="示例", right="正确|正確", wrong="错误|錯誤|干扰项|干擾項", key="答案表|答案一览",
        explanation="解释|解釋|解析|说明|說明|详解|詳解", because="因为|因為", hint="提示|线索|線索",
        example="示例|例子|例题|例題|举例|舉例|例如|范例|範例",
        note="备注|備註|注意(?!力)|笔记|筆記|注释|註釋|小贴士|警告", extra="更多|背景|补充|補充|其他|其它|详情|詳情",
        stands_for="全称|全稱|缩写|縮寫|代表|意思",
        references="""参考资料|參考資料|参考文献|參考文獻|参考链接|參考連結|题目链接|題目連結|原题链接|参考|參考
            |延伸阅读|延伸閱讀|相关链接|相關連結|扩展阅读|推荐阅读|来源|來源""",
        elsewhere="""阅读|閱讀|学习|學習|了解|更多|从|從|全文|详见|詳見|看|见|見|这篇|這篇|文章|网页|網頁|链接|連結|原文
            |讨论|討論""",
        aside="""例如|比如|举例|舉例|示例|范例|範例|例子|小贴士|提示(?!词|詞)|注意(?!力)|备注|備註|官方文档|官方文件
            |参考(?:资料|文献|链接|文档)|參考(?:資料|文獻|連結|文件)|参见|參見|另见|另見|延伸阅读|延伸閱讀|扩展阅读
            |相关链接|相關連結""",
        beside="日志|日誌|截图|截圖|配置|记录|記錄|文件|数据|數據|表格|图片|圖片|代码|代碼|源码|原文|译文",
        output="输出|输出结果|运行结果|輸出|輸出結果|執行結果",
        reveal="点击|點擊|查看|显示|顯示|展开|展開|揭晓|揭曉|(?:参考|參考|示例|详细|詳細)(?=答案|解答)",
        small="这里|這裡|以|请|請|的", joins="和|与|與|及|或|、",
        question="问题|問題|题目|題目|提问|提問|问|問", numbered="题|題", stem="题干|題幹|(?:题目|題目|问题|問題)描述",
        scenario="情景题?|場景題?|场景题?|案例题", decision="判决|判決|裁决|裁決|判罚|判罰|决定|決定|诊断|診斷",
        exercise="练习题|練習題|练习|練習|习题|習題|任务|任務|挑战|挑戰", puzzle="谜题|謎題|谜语|謎語",
        page="页码|頁碼|页|頁", points="分",
        asker="""考察点|考察點|考查点|考查點|考察目的|考点|考點|出题意图|出題意圖|提问意图|提問意圖|面试官(?:意图|考察点
            |想听什么|想知道什么)|出题人|出題人|出题者|出題者|提问者|提問者|题目来源|題目來源|公司|问过的(?:一些)?公司
            |問過的(?:一些)?公司""",
        difficulty="难度|難度|级别|級別", basics="基础|基礎|入门|入門|初级|初級|简单|簡單",
        intermediate="中级|中級|中等", advanced="高级|高級|进阶|進階|困难|困難|专家|專家",
        option="选项|選項|答案",
        all_above="""以上(?:都|全|皆|均)?(?:是|对|對|正确|正確|不是|不对|不對|都不是|都不对)|以上(?:答案|选项|選項)(?:都
            |均)?(?:正确|正確|不正确)|全部正确|都不对""",
        except_for="除了?", copula="选项|選項|项|項|个|個|号|號|是|为|為", true="正确|正確|对|對|是",
        false="错误|錯誤|错|錯|否|不正确|不正確", judge="判断|判斷",
        graded="部分|不正确|不正確|未作答|未回答|完成|您的|你的|未评分|未評分", given="所选|所選|已选|已選|您的|你的",
        feedback="反馈|回饋",
        quiz="小测验|小測驗|测验|測驗|自测|自測",
        announces="面试(?!官)|面試(?!官)|(?<![标標主专專课課议議])[题題]|问题|問題|质问|问答|問答|測驗|测验|考试|考試|自测|自測",
        title="标题|標題|题目|題目",
        faq="常见问题|常見問題|常见疑问|常見疑問",
        interview="(?:面试|面試)[题題](?:集合|集|库|庫)|面试题|面試題|面试(?!官)|面試(?!官)",
        usual="常见|常見|高频|高頻|经典|經典|必备|汇总|彙總|总结|整理|大全",
        glossary="术语|術語|术语表|術語表|单词|單詞|生词|生詞|词汇|詞彙|词汇表|名词解释|名詞解釋|用语|缩写|縮寫",
        term="术语|術語|概念|名词|名詞|用语|词汇|詞彙|单词|單詞|命令|缩写|縮寫",
        definition="定义|定義|含义|含義|意思|描述|说明|說明|翻译|翻譯|译文|譯文", front="正面", back="背面|反面",
        contents="目录|目錄|目次|本页内容|本頁內容",
        sections="""简介|簡介|介绍|介紹|引言|前言|序言|概述|概览|概覽|总览|前提条件|前置条件|环境要求|(?:本[节章]
            |章节)?(?:总结|小结)|(?:本[節章]|章節)?(?:總結|小結)|摘要|结论|結論|结语|結語|后记|後記|下一步|许可证|許可證
            |授权|授權|贡献|貢獻|联系|聯繫|联系方式|联系我们|致谢|致謝|关于|關於|关于作者|作者|免责声明|免責聲明|附录
            |附錄|安装|安裝|快速开始|公众号""",
        says_little="帮助|幫助|详情|詳情|展开|展開|查看更多|试一试|試一試|检查你的理解|测试你的知识",
        this_book="""(?:本|这本|這本|这个|這個|这份|這份|该|該)(?:书|書|课程|課程|教程|手册|手冊|指南|仓库|倉庫|项目
            |項目|站|网站|網站|页|頁|文档|文檔|题库|題庫|列表|小册|小冊)""",
        interviewed="专访|專訪|访谈|訪談|采访|採訪", dialogue="对话|對話|会话|會話|会议记录|會議記錄|剧本|劇本",
        you="你|您", speaker="我",
        asks="""什么是|什麼是|什么叫|什麼叫|为什么|為什麼|如何|怎么|怎麼|怎样|怎樣|解释一下|解釋一下|简述|簡述|请简述
            |请解释|請解釋|请说明|請說明|请描述|请介绍|谈谈|談談|说说|說說|哪些|哪[种種个個]|判断题|判斷題|请问|請問
            |(?:[说說讲講聊谈談]|介绍|介紹|描述|阐述|闡述)(?:一下|下)|[说說讲講聊谈談]一[说說讲講聊谈談]|讲讲|講講|聊聊
            |什么(?:时候|情况|场景|样的)|什麼(?:時候|情況|場景|樣的)|(?:谁|誰)(?:是|可以|会|會|能)|(?:比较|比較|对比
            |對比)(?:[一两兩]|[^，。：；]{1,12}[和与與跟])""",
        asks_last="""是什么|是什麼|是啥|吗|嗎|有哪些|有什么问题|有什麼問題|区别|區別|的差异|的差異|怎么办|怎麼辦|为什么
            |為什麼|(?:说明|說明)(?:原因|理由)|(?:怎么|怎麼|怎样|怎樣|如何|为什么|為什麼|为何|為何|(?<!没有)什么
            |(?<!沒有)什麼|哪些|哪[几幾种種个個]|有何)[^，。；：、,;:都也]{1,8}|什么|什麼""",
        why="为什么|為什麼|原因", what="什么|什麼|哪", which="哪",
        when="什么时候|什麼時候|何时|何時|什么情况下|什麼情況下|适用场景|使用场景|应用场景",
        how="如何|怎么|怎麼|怎[样樣](?!的)|原理|思路|流程(?![图圖控引])", how_to="如何|怎么|怎麼|怎样|怎樣|步骤|步驟",
        compares="区别|區別|差异|差異|不同|对比|對比|比较|比較", lists="列出|列举|列舉",
        several="""哪些|的[组組]件(?=[及有]|包括)|的[组組]成(?!的|原理)|种类|種類|类型|類型|优点|優點|缺点|缺點|步骤
            |步驟|阶段|階段|规则|規則|特点|特點|原则|原則|方法""",
        refers="它|它们|这|這|该|該", follows="以下|下面|下列|如下",
        above="上面|上述|上文|以上|上图|上表|前面的|这个例子|此例|本例",
        this_code=r"""(?:以下|下面|下列|这段|这条|这个|这些|該|该|這段|這個|如下|给定|給定)(?:[^\W\d_]
            |[A-Za-z+#\s]){0,12}?(?:代码|代碼|程式碼|程序|程式|脚本|腳本|函数|函數|方法|类|類別|循环|迴圈|查询|查詢|语句
            |語句|表达式|表達式|策略|配置|sql|html|css|json|正则)|(?:改错|改錯|纠错|糾錯)[题題]""",
        prints="(?:程序|代码|代碼|程式|函数|函數)(?:会|會|将|將)?(?:输出|輸出|打印|返回)(?:什么|甚麼|什麼|结果是什么)",
        shown="(?:以下|下面|下列|这个|这张|该|下)(?:表格|图表|示意图|图片|图像|图|表|矩阵|混淆矩阵|数据)",
        shown_above=r"""(?:上面|上述|上文|以上)(?:[^\W\d_]){0,6}?(?:代码|代碼|程式碼|程序|程式|例子|查询|表格|图片|图表
            |示意图|图|表)|上图|上表""",
        orders="""写出|寫出|说出|說出|列出|列举|列舉|计算|計算|实现|實現|画出|畫出|举例说明|编写|編寫|手写|手寫|翻译
            |翻譯|填空|[请請][你您]?(?:[说說写寫给給谈談画畫列用]|指出|设计|設計|证明|證明|分析|比较|比較|计算|計算|实现
            |實現|判断|判斷)|用[^，。：；]{1,12}?(?:实现|實現|写一|寫一|编写|編寫)|描述[一两兩]""",
        tasks="""想一想|想想|思考一下|思考以下|试一试|试试|试着|讨论一下|讨论以下|猜一猜|猜猜|动手|写出|画出|计算下列
            |计算以下|证明下列|证明以下|求出|求函数|求下列|请(?:你|思考|讨论|写|画|计算|证明|比较|尝试|估计)|你认为
            |你觉得""",
        reads="阅读|閱讀|请阅读|請閱讀",
        says_nothing="也许|有时|看情况|视情况而定|不知道|未知|见上|见下|同上",
        placeholder="""(?:稍后|稍後|后续|後續)(?:补充|補充|更新)|即将推出|即將推出|暂无|暫無|略|从略|從略|暂缺|暫缺
            |待更新|待回答|待解答|待整理|待补充|待補充|待完善|整理中|编写中|編寫中|敬请期待|敬請期待|未完待续|施工中
            |答案不唯一|答案略|言之有理即可|自由作答|开放性答案|開放性答案
            |(?:不|未|没有|沒有)提供(?:参考|參考)?(?:答案|解答)|[无無](?:参考|參考)答案""",
        in_class=r"(?:课上|課上|课堂上|課堂上|上课|上課|下次|下节课|下節課)\w*|见讲义|見講義|见课件",
        unknown="问一?下?|問一?下?|没人|沒人|尚未|还没|還沒|不知道",
        teaser="这取决于|取决于|视情况而定|有很多种?方法|有多种方法|有几种方法|我们来看|让我们看",
        derives="假设|假設|设|設|令", negation="不|没|沒|非",
        boundaries="none",
    ),
    "ja": dict(
        practical="実施要項|実用情報",
        goes_on="では|それでは",
        answer="答え|解答例|解答|回答|正解|模範解答|(?<![問回解])答(?![弁申])", short="答",
        solution="解決策|解法|解き方", sample="解答例|模範解答", right="正しい|正解の", wrong="誤答|不正解",
        key="答え一覧|正解一覧|解答一覧", explanation="解説|説明|理由", because="なぜなら", hint="ヒント|手がかり",
        example=r"(?<![^\W\d_])例(?![^\W\d_])|例えば|使用例|具体例", note="注意(?!力)|メモ|備考|補足|注釈|警告|コツ",
        extra="その他|詳細|背景|別解|さらに",
        stands_for="略|正式名称|意味",
        references="参考文献|参考リンク|参考資料|参考|出典|関連リンク|関連項目|もっと読む",
        elsewhere="こちら|記事|学ぶ|から|読む|続き|詳しく|詳しくは|は|この|リンク|ページ|議論",
        aside="""例えば|たとえば|使用例|具体例|例[:：]|注意(?!力)|備考|補足|ヒント|公式ドキュメント|参考(?:文献|リンク
            |資料)|関連(?:リンク|項目)|もっと読む""",
        beside="ログ|スクリーンショット|設定|変更|ファイル|データ|表|画像|コード|原文|訳文",
        output="出力|出力結果|実行結果", reveal="クリックして|クリック|表示する|表示|見る|開く|確認する|確認",
        small="ここを|ここ|を|の|して", joins="と|および|または|か|、",
        question="質問|問題|設問|問い", numbered="問|例題", stem="問題文",
        scenario="シナリオ|事例|場面", decision="判定|判断|裁定|診断",
        exercise="練習問題|練習|演習|課題|チャレンジ", puzzle="なぞなぞ|パズル|カタ", page="ページ|頁", points="点",
        asker="質問の意図|出題の意図|出題意図|面接官の意図|出題者", difficulty="難易度|レベル",
        basics="基礎|基本|初級|入門|簡単", intermediate="中級", advanced="上級|応用|難しい",
        option="選択肢|解答",
        all_above="(?:上記|以上)の?(?:すべて|全て)(?:正しい)?|(?:上記|以上)の(?:いずれでもない|どれでもない)|該当なし",
        except_for="以外", copula="番です|番である|番|です|である|が|は", true="正しい|正|真|○",
        false="間違い|誤り|誤|偽|×",
        judge="""正誤|正しければ[○〇◯]|正しいもの(?:に|には)[○〇◯]|(?:マルバツ|まるばつ)(?:問題|クイズ)
            |[○〇◯][か/]?[×✕](?:問題|クイズ|か?(?:を|で)?(?:つけ|付け|答え))""",
        graded="部分的に|あなたの|未解答|完了|正解|未採点",
        given="選択した|選択された|あなたの", feedback="フィードバック",
        quiz="クイズ|小テスト|理解度チェック|確認テスト|確認問題|理解度テスト|自己診断",
        announces="面接|問題|質問|クイズ|試験|演習|練習|小テスト|理解度チェック|確認テスト|理解度テスト|自己診断",
        faq="よくある質問",
        interview="面接|の面接", usual="よくある|頻出|集",
        title="タイトル|題名",
        glossary="用語集|用語|単語|語彙|略語|定義", term="用語|概念|単語|略語|コマンド|言葉",
        definition="定義|意味|説明|正式名称|翻訳|訳", front="表面?", back="裏面?", contents="目次|このページの内容",
        sections="""はじめに|概要|序文|前提条件|必要条件|(?:この)?(?:章|節)のまとめ|まとめ|要約|結論|おわりに|終わりに
            |次のステップ|ライセンス|貢献|お問い合わせ|連絡先|謝辞|について|著者|免責事項|付録|インストール|使い方""",
        says_little="ヘルプ|詳細|もっと見る|やってみよう|考えてみよう",
        this_book="""(?:この|本)(?:本|書籍?|講座|コース|教材|ガイド|リポジトリ|サイト|ページ|問題集|プロジェクト|教科書
            |リスト)|本書""",
        interviewed="インタビュー|対談", spoken="会議メモ|議事録", dialogue="会話|対話|議事録|台本|脚本",
        you="あなた|さん", speaker="私|僕|俺",
        asks="なぜ|どうして|説明してください|述べよ|次のうち",
        asks_last="""か。|とは何か|とは何ですか|とは何でしょうか|は何ですか|何ですか|ですか|ますか|でしょうか|でしょう
            |説明せよ|説明してください|説明しなさい|比較せよ|比較してください|定義せよ|述べよ|述べなさい|答えよ
            |答えなさい|違いは|なぜか|(?:何|誰|どこ|どれ|どちら|いくつ|いくら)[^、。]{2,12}か
            |は(?:何|誰|どこ|どれ|どちら|いくつ|いくら)か""",
        why="なぜ|どうして", what="何|なに", which="どれ|どの|次のうち",
        when="いつ|どんな場合|どのような場合|どんなとき|どんな時",
        how="どのように|どうやって|仕組み|どう(?:動|働|機能|調べ|対応|対処|解決|直|防|実現|実装|進め)",
        how_to="どのように|方法|手順|やり方", compares="違い|比較|差異|異なる|使い分け", lists="主な",
        several="挙げよ|挙げなさい|列挙|種類|利点|欠点|メリット|デメリット|長所|短所|手順|段階|規則|特徴|原則|方法",
        refers="それ|これ|その|この", follows="以下|次の|下記", above="上の|上記|前の(?:コード|例|表|図|問題)|この例",
        this_code=r"""(?:以下|次|下記|この|これら|上記)(?:[^\W\d_]|[A-Za-z+#\s]){0,12}?(?:コード|プログラム|スクリプト
            |関数|メソッド|クラス|ループ|クエリ|文|式|ポリシー|設定)""",
        prints="(?:プログラム|コード|関数)は何を(?:出力|表示|返)",
        shown="(?:以下の|次の|下記の|この)(?:表|図|画像|グラフ)",
        shown_above="(?:上の|上記の?)(?:コード|プログラム|例|クエリ|表|図|画像|地図|グラフ)",
        orders_last="せよ|なさい|求めよ|挙げよ|書いてください|求めてください|挙げてください",
        tasks="皆さんは|あなたなら",
        tasks_last="""考えてみよう|考えてみましょう|考えてみてください|考えよう|考えましょう|考えてください|考えなさい
            |話し合おう|話し合いましょう|話し合ってください|議論しよう|議論してください|試してみよう|試してみましょう
            |試してみてください|やってみよう|やってみましょう|予想しよう|予想してみよう|予想してください|書いてください
            |書きなさい|書いてみよう|描いてください|求めよ|求めなさい|求めてください|計算せよ|計算しなさい
            |計算してください|証明せよ|証明しなさい|証明してください|比べてみよう|比較してください|調べてみよう""",
        reads="次の文章を読|次の文を読|文章を読|文を読",
        says_nothing="はい|いいえ|たぶん|もちろん|場合による|不明|わからない|分からない|上記参照|下記参照|同上|同じ",
        placeholder="""は?準備中(?:です)?|(?:あとで|後で|来週|次回)(?:書く|書きます|調べる|調べます|やる|やります)|近日公開|は?作成中(?:です)?|未回答|未記入
            |執筆中|後で追加|(?:近日中に|後日)追加|追記予定|未完成|未解答|省略|略|(?:ぜひ)?考えてみ(?:ましょう|てください|よう)|解答自由|自由解答
            |解答は人によって異なる|解答例?(?:なし|はありません)""",
        in_class=r"(?:授業で|講義で|次回)\w*|講義資料を参照", unknown="聞く|聞いて|要確認|誰も|まだ|わからない",
        teaser="場合によ|いくつかの方法があ|さまざまな方法があ|見てみましょう", derives="仮に|とする",
        negation="ない|ません",
        boundaries="none",
    ),
    "ko": dict(
        practical="수업 안내|실용 정보",
        goes_on="그럼|그렇다면|그리고",
        answer=r"정답|답변|해답|답안|모범답안|모범 답안|답(?=\W*(?:[:：]|\Z))", short="답|정답", answer_letter="답",
        solution="풀이|해결책|해결 방법", sample="모범 ?답안", right="올바른|맞는", wrong="오답", key="정답표",
        explanation="설명|해설|이유", because="왜냐하면", hint="힌트|단서",
        example=r"예시|예제|예(?=\W|\d|$)|예를 들어", note="참고 사항|메모|주의|비고|경고|팁",
        extra="더 보기|추가|배경|기타|자세히",
        stands_for="약자|약어|의미|뜻",
        references="참고 자료|참고문헌|참고|출처|관련 링크|링크|더 읽을거리|더 읽어보기",
        elsewhere="읽기|배우기|더|이|글|기사|페이지|에서|보세요|자세한|내용|내용은|토론|논의",
        aside="""예시|예를 들어|예를 들면|참고 자료|참고 문헌|참고문헌|주의|비고|공식 문서|관련 링크|더 읽을거리
            |더 읽어보기|도움말""",
        beside="로그|스크린샷|설정|변경|파일|데이터|표|그림|코드", output="출력|출력 결과|실행 결과",
        reveal="보기|보이기|펼치기|클릭|확인|열기|(?:예시|예비|예상)(?= ?답)", small="여기를|여기|하여|하세요",
        joins="와|과|및|또는|그리고",
        question="질문|문제|문항", numbered="문", stem="지문|문제 ?본문",
        scenario="시나리오|사례|상황", decision="판정|결정|판단|진단",
        exercise="연습문제|연습 문제|연습|과제|실습|도전", puzzle="수수께끼|퍼즐|카타", page="쪽|페이지", points="점",
        asker="질문 의도|출제 의도|면접관의 의도|출제자", difficulty="난이도|수준", basics="기초|기본|초급|입문|쉬움",
        intermediate="중급|보통", advanced="고급|심화|어려움",
        option="보기|선택지|정답", all_above=r"위(?:의)?\s?(?:모두|전부)|모두 (?:정답|맞다|옳다)|(?:정답|해당) 없음",
        except_for="제외", copula="번입니다|번이다|입니다|이다|번이|번은|번|이|가", true="참|맞다|맞음|옳다",
        false="거짓|틀리다|틀림|아니다", judge="진위형|참거짓|o/?x ?(?:퀴즈|문제(?! ?없))",
        graded="""정답|정답입니다|오답입니다|부분적으로|맞음|틀림|맞습니다|틀렸습니다|당신의|답하지 않음|완료
            |채점되지 않음""",
        given="선택한|당신의", feedback="피드백",
        quiz="퀴즈", announces="질문|면접|퀴즈|시험|(?:기출|예상|연습) ?문제|문제집", faq="자주 묻는 질문",
        interview="면접", usual="자주 나오는|자주 묻는|모음|정리",
        title="제목",
        glossary="용어집|용어|용어 정리|단어|어휘|약어", term="용어|개념|단어|약어|명령어",
        definition="정의|의미|뜻|설명|번역", front="앞면?", back="뒷?면", contents="목차|차례|이 페이지의 내용",
        sections="""소개|서론|개요|머리말|들어가며|요구 사항|전제 조건|(?:이 )?(?:장|절) 요약|요약|정리|결론|마치며
            |맺음말|다음 단계|라이선스|라이센스|기여|기여하기|문의|연락처|감사의 말|저자|작성자|부록|설치|시작하기""",
        says_little="도움말|자세히|더 보기|직접 해보기|이해도 점검|이해도 확인|스스로 확인하기|자가 진단|확인 문제",
        this_book="""(?:이|본) (?:책|강의|강좌|과정|가이드|안내서|저장소|리포지토리|사이트|페이지|문제집|목록|프로젝트
            |자료)""",
        interviewed="인터뷰|대담", dialogue="대화|회화|회의록|대본", you="당신|님", speaker="저는|제가|나는|우리",
        asks="왜 |무엇이|어떻게 |다음 중",
        asks_last="""무엇인가|[가-힣]*(?:[는은]가|[인은는한]가요|나요|까요?)|설명하시오|설명하세요|설명해 주세요
            |설명해주세요|설명하십시오|설명해 ?보세요|알려주세요|알려 주세요|서술하시오|말해 ?(?:주|보)세요
            |비교해 ?(?:주|보)세요|비교하시오|비교하세요|정의하시오|차이점은|이유는|란""",
        why="왜", what="무엇|뭐|무슨", which="어느|어떤|다음 중", when="언제|어떤 경우|어느 경우",
        how="어떻게|어떤 방식|(?:동작|작동) ?(?:원리|방식)|과정(?!이란)", how_to="어떻게|방법|절차|단계",
        compares="차이|차이점|비교|다른 점", lists="주요",
        several="나열|종류|유형|장점|단점|단계|규칙|특징|원칙|방법|예시", refers="이것|그것|이를|그|이",
        follows="다음|아래", above="위의|위 (?:코드|쿼리|예제|표|그림|문제)|앞의|이 예제",
        this_code=r"""(?:이|다음|아래|주어진) (?:\S+ ){0,2}(?:코드|프로그램|스크립트|함수|메서드|메소드|클래스|반복문
            |루프|쿼리|문장|표현식|식)""",
        prints=r"(?:프로그램|코드|함수)(?:은|는|의) (?:무엇을 (?:출력|반환)\S*|출력 ?(?:결과|값)[은는])",
        shown="(?:이|다음|아래) (?:표|그림|도표|다이어그램)",
        shown_above="(?:위의|위) (?:코드|프로그램|예제|쿼리|표|그림|지도|도표)",
        orders_last="[가-힣]*(?<!십)시오|작성하세요|구하세요|고르세요|쓰세요|나열하세요", tasks="어떻게 생각",
        tasks_last="""생각해 ?보세요|생각해 ?봅시다|생각해 ?보자|토론하세요|토론해 ?보세요|토론해 ?봅시다|시도해 ?보세요
            |추측해 ?보세요|예상해 ?보세요|작성하세요|작성하시오|작성해 ?보세요|쓰시오|쓰세요|그리시오|그려 ?보세요
            |구하시오|구하세요|계산하시오|계산하세요|증명하시오|비교하시오|비교하세요|비교해 ?보세요""",
        reads="다음 글을 읽|글을 읽|다음을 읽",
        says_nothing="""네|예|아니요|아니오|아마|물론|가끔|상황에 따라 다르다|상황에 따라 다름|모름|모른다|위 참조
            |아래 참조|위와 같음|동일""",
        placeholder="""준비 중(?:입니다)?|준비중|답변 없음|작성 중(?:입니다)?|작성중(?:입니다)?|추후 추가|곧 공개
            |추가 예정|추가될 예정(?:입니다)?|업데이트 예정|작성 예정|(?:아직 )?(?:정답|답) (?:없음|미정)|미복원
            |복원 (?:안 ?됨|불가|실패)(?: ?[ㅠㅜ]+)?|자유 답변|각자 (?:답|작성)|(?:해답|풀이) (?:없음|미제공)""",
        in_class=r"(?:수업에서|수업시간에|강의에서|다음 시간에)(?: \w+)?|강의자료 참고",
        unknown=r"물어\w*|아무도|아직|모름", teaser="상황에 따라|여러 가지 방법이 있|살펴보", derives="가정|라고 하자",
        negation="않는|없는|않은|아닌",
        boundaries="start",
    ),
    "da": dict(
        goes_on="og|men",
        answer="svar|svaret|svarene|besvarelse|eksempelsvar",
        solution="løsning|løsningen|løsninger|løsningsforslag|facit",
        right="rigtig|rigtige|korrekt|korrekte|rigtigt", key="facit|facitliste|rettenøgle|svarnøgle",
        explanation="forklaring|forklaringer|begrundelse|uddybning", hint="ledetråd|ledetråde|vink",
        stands_for="står|forkortelse(?:n)?|betyder",
        references="kilder|kilde|litteratur|henvisninger|referencer|læs mere|se også",
        question="spørgsmål", questions="spørgsmålene", exercise="opgave|opgaver|øvelse|øvelser",
        true="sandt|sand|rigtigt|rigtig|korrekt", false="falsk|falskt|forkert|usandt|usand",
        quiz="quiz|prøve|selvtest|tjek dig selv",
        announces="spørgsmål|eksamensspørgsmål|quizspørgsmål|quiz|prøve|prøvespørgsmål|selvtest|tjek dig selv",
        faq="ofte stillede spørgsmål",
        glossary="ordliste|gloser|begreber|ordforklaringer", term="begreb|ord|udtryk|fagord|fagudtryk",
        definition="definition|betydning|forklaring", front="forside",
        back="bagside", contents="indhold|indholdsfortegnelse",
        sections="indledning|introduktion|forord|opsummering|sammenfatning|konklusion|bilag|licens|forfattere?|kontakt",
        interviewed="interview med|samtale med", spoken="interview|mødereferat|referat|samtale",
        you="dig|jer|din|(?:har|er|kan|vil|skal|begyndte|laver|gjorde|synes) du", speaker="jeg|mig|vi|vores",
        asks=r"""hvad er|hvad betyder|hvad hedder|hvad kaldes|hvordan fungerer|hvor mange|hvorfor er|hvem var
            |hvilke[nt]? \w+ (?:er|har)|sandt eller falsk|rigtigt eller forkert""",
        why="hvorfor", what="hvad|hvordan", which="hvilken|hvilket|hvilke",
        placeholder="""kommer snart|kommer senere|mangler endnu|udfyldes senere|intet svar endnu|(?:eget
            |personligt) svar|(?:ingen løsning|intet svar) (?:givet|angivet)""",
        reveal="vis|klik|skjul",
        example="eksempel|eksempler",
        note="bemærk|bemærkning",
        points="point",
        because="fordi", joins="og|eller", copula="er", wrong="forkerte?",
        option="svarmulighed|valgmulighed|mulighed|svar",
        all_above="(?:alle|ingen) (?:af )?(?:ovenstående|disse)|alt ovenstående", except_for="undtagen|bortset fra",
        sample="eksempelsvar", short="sv", difficulty="sværhedsgrad|niveau", basics="begyndere?|grundlæggende",
        intermediate="mellemsvær|mellemniveau|middelsvær|middelsvært", advanced="avanceret|avancerede|svær",
        output="udskrift|uddata|output", how_to="hvordan|hvad er trinnene",
        how="hvordan", when="hvornår (?:skal|bør|bruger|bruges|kan|må|er det (?:bedst|godt))|i hvilke tilfælde",
        compares=r"forskel\w*|sammenlign\w*|adskiller|(?:bedre|dårligere) end", lists="nævn|hvilke|hvad er de",
        several="typer|fordele|ulemper|trin|faser|regler|eksempler|egenskaber|principper|forskelle|måder",
        follows="følgende|nedenfor|nedenstående",
        above="""ovenfor|ovenstående|(?:foregående|forrige) (?:kode|eksempel|tabel|figur|tekst|spørgsmål|opgave)
            |i dette eksempel""",
        this_code=r"""(?:dette|denne|disse|følgende|nedenstående|givne) (?:\w+ ){0,2}(?:kode|program|script
            |funktion|metode|klasse|løkke|forespørgsel|sætninger|udtryk|linjer)""",
        prints=r"""hvad (?:udskrives|bliver udskrevet)
            |(?:hvad udskriver|hvad returnerer) (?:koden|programmet|scriptet|funktionen)(?=\W*\?)""",
        shown="(?:denne|dette|følgende|nedenstående) (?:tabel|diagram|billede|figur|graf)",
        shown_above="""(?:koden|programmet|eksemplet|tabellen|diagrammet|billedet|figuren|kortet) ovenfor
            |ovenstående (?:kode|program|eksempel|tabel|diagram|billede|figur|kort)""",
        orders="""skriv|beregn|nævn|find|angiv|udfyld|bestem|oversæt|løs (?:opgaven|ligningen|følgende)
            |giv (?:et|to|tre|nogle|eksempler)""",
        tasks="""tænk (?:over|på|efter|selv)|overvej|diskut[eé]r|prøv (?:at|selv)|gæt|skriv|beregn|sammenlign
            |bevis at|hvad tror du|hvad synes du|hvad mener du""",
        says_nothing="""måske|selvfølgelig|nogle gange|det kommer an på|ukendt|ingen anelse|ved ikke|se ovenfor
            |se nedenfor|det samme""",
        in_class=r"""(?:tages|gennemgås|vi tager det|tager vi|gennemgår vi) i (?:timen|undervisningen)
            |i (?:undervisningen|forelæsningen)|se (?:bogen|noterne)|næste (?:gang|time)
            |(?:tilføjes|afklares) (?:efter|på) \w+(?: \w+)?""",
        unknown="""spørg|spørge|ingen ved|ingen har (?:svaret|svaret endnu)|ikke endnu|ved (?:jeg |vi )?ikke
            |ingen anelse""",
        teaser="""det kommer an på|det afhænger|lad os
            |der (?:er|findes) (?:mange|flere|forskellige) (?:måder|svar|muligheder)""",
        negation="ikke|aldrig|uden",
    ),
    "nb": dict(
        goes_on="og|men",
        answer="svar|svaret|svarene|svaralternativ|eksempelsvar",
        solution="løsning|løsningen|løsninger|løsningsforslag|fasit",
        right="riktig|riktige|korrekt|korrekte|rett|rette", key="fasit|fasitliste|rettemal",
        explanation="forklaring|forklaringer|begrunnelse|utdyping", hint="ledetråd|ledetråder|hint",
        stands_for="står|forkortelse(?:n)?|betyr",
        references="kilder|kilde|litteratur|henvisninger|referanser|les mer|se også",
        question="spørsmål", questions="spørsmålene", exercise="oppgave|oppgaver|øvelse|øvelser|øving|øvinger",
        true="sant|riktig|rett|stemmer", false="usant|galt?|feil|stemmer ikke",
        quiz="quiz|prøve|selvtest|test deg selv|kontrollspørsmål",
        announces="spørsmål|eksamensspørsmål|quizspørsmål|quiz|prøve|oppgaver|selvtest|test deg selv|kontrollspørsmål",
        faq="ofte stilte spørsmål|vanlige spørsmål", glossary="ordliste|gloser|begreper|ordforklaringer",
        term="begrep|ord|uttrykk|fagord", definition="definisjon|betydning|forklaring",
        front="forside", back="bakside", contents="innhold|innholdsfortegnelse",
        sections="innledning|introduksjon|forord|oppsummering|sammendrag|konklusjon|vedlegg|lisens|forfattere?|kontakt",
        interviewed="intervju med|samtale med", spoken="intervju|møtereferat|referat|samtale",
        you="deg|dere|din|(?:har|er|kan|vil|skal) du", speaker="jeg|meg|vi|oss",
        asks=r"""hva er|hva betyr|hva heter|hva kalles|hvordan fungerer|hvor mange|hvorfor er|hvem var
            |hvilke[nt]? \w+ (?:er|har)|sant eller usant|riktig eller galt""",
        why="hvorfor", what="hva|hvordan", which="hvilken|hvilket|hvilke",
        placeholder="""kommer snart|kommer senere|mangler ennå|fylles ut senere|ikke besvart ennå|(?:eget
            |personlig) svar|(?:ingen løsning|ikke noe svar) (?:gitt|oppgitt)""",
        reveal="vis|klikk|skjul",
        example="eksempel|eksempler",
        note="merk|merknad",
        points="poeng",
        because="fordi", joins="og|eller", copula="er", wrong="feil|feilaktige?",
        option="svaralternativ|alternativ|valg|svar",
        all_above="(?:alle|ingen) (?:av )?(?:de ovenstående|ovenstående|disse)|alt ovenfor|alle de ovennevnte",
        except_for="unntatt|bortsett fra", sample="eksempelsvar", short="sv",
        difficulty="vanskelighetsgrad|vanskelighet|nivå", basics="nybegynnere?|grunnleggende|lett",
        intermediate="middels", advanced="avansert|avanserte|vanskelig", output="utskrift|utdata",
        how_to="hvordan|hva er trinnene", how="hvordan",
        when="når (?:skal|bør|bruker|brukes|kan|må) (?:man|du|vi|jeg)|i hvilke tilfeller",
        compares=r"forskjell\w*|sammenlign\w*|skiller|(?:bedre|dårligere|verre) enn",
        lists="nevn|hvilke|hva er de|list opp",
        several="typer|fordeler|ulemper|trinn|faser|regler|eksempler|egenskaper|prinsipper|forskjeller|måter",
        follows="følgende|nedenfor|nedenstående",
        above="""ovenfor|ovenstående|(?:forrige|foregående) (?:kode|eksempel|tabell|figur|tekst|spørsmål|oppgave)
            |i dette eksempelet""",
        this_code=r"""(?:dette|denne|disse|følgende|nedenstående|gitte) (?:\w+ ){0,2}(?:kode|koden|program
            |programmet|skript|skriptet|funksjon|funksjonen|metode|metoden|klassen|løkken|løkka|spørringen|uttrykk
            |uttrykket|linjene)""",
        prints=r"""hva (?:skrives ut|blir skrevet ut)
            |hva (?:skriver|returnerer) (?:koden|programmet|skriptet|funksjonen)(?: ut)?(?=\W*\?)""",
        shown="""(?:denne|dette|følgende|nedenstående) (?:tabell(?:en)?|diagram(?:met)?|bilde(?:t)?|figur(?:en)?
            |graf(?:en)?)""",
        shown_above="""(?:koden|programmet|eksempelet|tabellen|diagrammet|bildet|figuren|kartet) ovenfor
            |ovenstående (?:kode|program|eksempel|tabell|diagram|bilde|figur|kart)""",
        orders="""skriv|beregn|regn ut|nevn|bestem|oversett|løs (?:oppgaven|likningen|ligningen|følgende)
            |finn (?:ut|verdien|alle)|fyll (?:inn|ut)|gi (?:et|to|tre|noen|eksempler)""",
        tasks="""tenk (?:over|på|etter|selv|gjennom)|diskuter|prøv (?:å|selv)|gjett|skriv|beregn|regn ut|sammenlign
            |bevis at|hva tror du|hva synes du|hva mener du""",
        says_nothing="""kanskje|selvfølgelig|noen ganger|det kommer an på|ukjent|ingen anelse|vet ikke|se ovenfor
            |se nedenfor|det samme""",
        in_class=r"""(?:tas|gjennomgås|vi tar det|tar vi|gjennomgår vi) i (?:timen|undervisningen)
            |(?:på|i) forelesningen?|se (?:boka|boken|notatene)|neste (?:gang|time)
            |(?:legges til|avklares) (?:etter|på) \w+(?: \w+)?""",
        unknown="spør|spørre|ingen vet|ingen har svart|ikke ennå|ikke enda|vet (?:jeg |vi )?ikke|ingen anelse",
        teaser="""det kommer an på|det avhenger|la oss
            |det (?:er|finnes|fins) (?:mange|flere|ulike) (?:måter|svar|muligheter)""",
        negation="ikke|aldri|uten",
    ),
    "is": dict(
        answer="svar|svör|svarið|svörin", solution="lausn|lausnir|lausnin", right="rétta|réttur|réttir|rétt",
        key="svarlykill|lausnalykill", explanation="skýring|skýringar|útskýring|útskýringar|rökstuðningur",
        hint="vísbending|vísbendingar", references="heimildir|heimild|sjá einnig|sjá líka",
        question="spurning", questions="spurningar", exercise="verkefni|æfing|æfingar",
        true="satt|rétt", false="ósatt|rangt",
        quiz="próf|spurningakeppni|sjálfspróf",
        announces="prófspurningar|æfingar|próf|spurningakeppni|sjálfspróf",
        faq="algengar spurningar",
        glossary="orðalisti|hugtakalisti|orðskýringar", term="hugtak|orð", definition="skilgreining|merking",
        contents="efnisyfirlit", sections="inngangur|formáli|samantekt|niðurstöður|lokaorð|viðauki|höfundar?",
        interviewed="viðtal við", spoken="viðtal|fundargerð|samtal", you="þú|þér|þig|ykkur",
        speaker="ég|mig|mér|við|okkur",
        asks="hvað er|hvað eru|hvað þýðir|hvað heitir|hvernig virkar|hversu margir|hvers vegna|satt eða ósatt",
        why="hvers vegna|af hverju", what="hvað|hvernig", which="hvaða|hver",
        placeholder="kemur síðar|kemur bráðum|vantar enn|ekki svarað enn|eigið svar",
        reveal="sýna|sýndu|smelltu|skoða",
        example="dæmi",
        note="athugasemd|athugið",
        points="stig",
        because="því að|vegna þess", joins="og|eða", copula="er|eru", wrong="röng|rangt|rangar",
        option="svarmöguleiki|valmöguleiki|möguleiki|svar",
        all_above="(?:allt|ekkert|öll|engin) (?:af )?(?:ofangreint|ofangreindu|þessu|þessum)",
        difficulty="erfiðleikastig|þyngdarstig", basics="byrjendur|létt", advanced="lengra komnir|erfitt",
        how_to=r"hvernig(?! (?:er|eru) (?:\w+ ){1,3}á litinn)", how="hvernig (?:virkar|virka|myndast|verður|verða)",
        when="hvenær (?:á að|ætti|skal|má|er (?:rétt|best))|í hvaða tilvikum|í hvaða tilfellum",
        compares=r"munur|munurinn|muninn|berðu saman|frábrugð\w+|(?:betri|betra|verri|verra) en",
        lists="nefndu|nefnið|teldu upp|teljið upp|hverjir eru|hverjar eru",
        several="tegundir|kostir|ókostir|gallar|skref|reglur|dæmi um|eiginleikar|aðferðir",
        follows="eftirfarandi|hér fyrir neðan", above="ofangreint|hér að ofan",
        this_code=r"""(?:þessi|þetta|þessa|eftirfarandi) (?:\w+ ){0,2}(?:kóði|kóða|kóðinn|forrit|fall|aðferð|skipun
            |fyrirspurn)""",
        shown="(?:þessi|þetta|eftirfarandi) (?:tafla|mynd|línurit|skýringarmynd)",
        orders="skrifaðu|skrifið|reiknaðu|reiknið|nefndu|nefnið|finndu|finnið|þýddu|þýðið|leystu|leysið",
        tasks="""hugsaðu|hugsið|ræðið|ræddu|prófaðu að|prófið að|skrifaðu|skrifið|reiknaðu|reiknið|hvað heldur þú
            |hvað finnst þér""",
        says_nothing="kannski|stundum|auðvitað|fer eftir|það fer eftir|óþekkt|veit ekki|sjá ofar|sjá neðar",
        in_class="í (?:tímanum|tíma|fyrirlestri|fyrirlestrinum)|sjá (?:bókina|glósur)|í næsta tíma",
        unknown="spyrja|spyrjið|spurðu|enginn veit|ekki enn|veit (?:það )?ekki",
        teaser="það fer eftir|skoðum|til eru (?:margar|nokkrar|ýmsar) (?:leiðir|aðferðir)",
        negation="ekki|aldrei|ekkert", intermediate="miðlungs",
    ),
    "fi": dict(
        goes_on="entä|ja(?! oder)|mutta",
        answer="vastaus|vastaukset|vastausehdotus",
        solution="ratkaisu|ratkaisut|malliratkaisu|mallivastaus|esimerkkiratkaisu|esimerkkivastaus",
        right="oikea|oikeat|oikein", key="oikeat vastaukset|vastausavain|ratkaisut",
        explanation="selitys|selitykset|perustelu|perustelut", hint="vihje|vihjeet|vinkki|vinkit",
        references="lähteet|lähde|kirjallisuus|lue lisää|katso myös|linkit|linkkejä",
        question="kysymys", questions="kysymykset", exercise="tehtävä|tehtävät|harjoitus|harjoitukset",
        true="totta|oikein|tosi|pitää paikkansa", false="väärin|epätosi|ei totta|ei pidä paikkaansa",
        quiz="tietovisa|visailu|itsetesti|testaa itsesi|kertauskysymykset",
        announces="""kysymyksiä|kertauskysymyksiä|kertauskysymykset|tenttikysymykset|tietovisa|tentti|visailu|itsetesti
            |testaa itsesi""",
        faq="usein kysytyt kysymykset|usein kysyttyä", glossary="sanasto|käsitteet|termit|sanalista",
        term="käsite|termi|sana|lyhenne", definition="määritelmä|merkitys|selitys|suomennos",
        front="etupuoli", back="kääntöpuoli|takapuoli", contents="sisältö|sisällys|sisällysluettelo",
        sections="johdanto|esipuhe|yhteenveto|tiivistelmä|lopuksi|liitteet?|lisenssi|tekijät?|yhteystiedot",
        spoken="haastattelu|pöytäkirja|muistio|palaveri|kokous|keskustelu",
        you="sinä|sinun|sinulla|teillä|teidän|voitteko|onko teillä", speaker="minä|minun|minulla|meillä|meidän",
        asks_in_ending="ko|kö",
        asks=r"mikä on|mitä on|mitkä ovat|mitä tarkoittaa|mitä tarkoitetaan|miksi \w+|milloin \w+|kuinka monta",
        why="miksi",
        what="mitä|miten|mikä|missä|milloin|mitkä|mistä|mihin|kuinka",
        which="kumpi|millainen|minkä",
        placeholder="""tulossa pian|lisätään myöhemmin|puuttuu vielä|vastaus puuttuu|täydennetään|oma vastaus
            |omia vastauksia|(?:ratkaisua|vastausta) ei (?:ole annettu|anneta)""",
        reveal="näytä|katso|avaa|piilota|klikkaa",
        example="esimerkki|esimerkit",
        note="huomautus|huom",
        points="pistettä|piste|p",
        because="koska|sillä", joins=r"ja(?= [b-hB-H](?!\w))|sekä", copula="on(?= oike)|ovat", wrong="väärä|väärät",
        option="vastausvaihtoehto|vaihtoehto|vastaus",
        all_above="""(?:kaikki|ei mikään) (?:edellä mainituista|edelliset|edellä mainitut|edellisistä|yllä olevat
            |yllä olevista|näistä)|kaikki edellä""",
        except_for="paitsi", difficulty="vaikeusaste|vaikeustaso|vaikeus|taso",
        basics="aloittelija|aloittelijat|helppo", intermediate="keskitaso|keskivaikea",
        advanced="edistynyt|edistyneet|vaikea|vaativa", output="tuloste|tulostus",
        how_to=r"""miten|millä tavalla|kuinka (?:\w+ )?(?:tehdään|toimii|toimitaan|voi|voidaan|saa|saadaan
            |valmistetaan|rakennetaan|lasketaan|käytetään)""",
        how="miten", when="milloin (?:pitää|kannattaa|tulee|käytetään|voi|saa|täytyy|pitäisi)|missä tapauksissa",
        compares=r"eroa|eroja|erot|eroaa|eroavat|mikä ero|ero(?=\?)|vertaa|vertaile|(?:parempi|huonompi) kuin",
        lists="luettele|nimeä|mainitse|mitkä ovat|mitä ovat",
        several="""tyypit|tyyppejä|edut|etuja|hyödyt|haitat|haittoja|vaiheet|vaiheita|säännöt|esimerkkejä
            |ominaisuudet|ominaisuuksia|periaatteet|tavat|tapoja|keinoja""",
        follows=r"seuraav(?:a|an|at|aa|ia|ista|assa)|alla olev\w+",
        above=r"""yllä olev\w+
            |edelli(?:nen|sen|sessä) (?:koodi\w*|esimer\w*|taulukko|taulukon|kysymy\w*|tehtävä\w*)
            |tässä esimerkissä""",
        this_code=r"""(?:tämä|tämän|seuraava|seuraavan|alla oleva|alla olevan|annettu) (?:\w+ ){0,2}(?:koodi|koodin
            |ohjelma|ohjelman|skripti|skriptin|funktio|funktion|metodi|metodin|luokka|silmukka|silmukan|kysely
            |kyselyn|lauseke|lausekkeen)""",
        prints=r"mitä tulostuu|mitä tulostetaan|mitä (?:koodi|ohjelma|skripti|funktio) (?:tulostaa|palauttaa)(?=\W*\?)",
        shown="""(?:tämä|tämän|tässä|seuraava|seuraavan|seuraavassa) (?:taulukko|taulukon|taulukossa|kaavio|kaavion
            |kaaviossa|kuva|kuvan|kuvassa)""",
        shown_above="""yllä olev(?:a|an|assa) (?:koodi|koodin|koodissa|ohjelma|ohjelman|esimerkki|esimerkin
            |taulukko|taulukon|taulukossa|kuva|kuvan|kuvassa|kaavio|kaavion|kaaviossa)""",
        orders="""kirjoita|laske|nimeä|luettele|mainitse|piirrä|etsi|täydennä|määritä|ratkaise|suomenna|käännä
            |anna (?:esimerkki|kaksi|kolme)""",
        tasks="""mieti|miettikää|pohdi|pohtikaa|keskustele|keskustelkaa|kokeile|kokeilkaa|yritä|arvaa|kirjoita
            |piirrä|laske|vertaa|vertaile|todista|arvioi|mitä luulet|mitä mieltä olet|mitä ajattelet""",
        says_nothing="kyllä|ehkä|tietenkin|joskus|riippuu|se riippuu|tuntematon|en tiedä|katso yllä|katso alla|sama",
        in_class=r"""(?:tunnilla|luennolla|oppitunnilla|harjoituksissa)
            |katso (?:luento|luentomuistiinpanot|kirja|moniste)|ensi kerralla|ensi tunnilla|käydään läpi(?: \w+)?
            |lisätään (?:kun|kurssin jälkeen|myöhemmin)""",
        unknown="kysy|kysytään|kysyttävä|kukaan ei tiedä|ei vielä|(?:en |ei )tiedä|ei tiedossa",
        teaser="""se riippuu|riippuu siitä|katsotaan|tarkastellaan
            |on (?:monia|useita|erilaisia) (?:tapoja|keinoja|vastauksia)""",
        negation="eivät|koskaan",
    ),
    "et": dict(
        answer="vastus|vastused|vastusevariant|vastusvariant|vastust|vastuseid",
        solution="lahendus|lahendused|lahendust|näidisvastus|näidislahendus",
        right="õige|õiged",
        key="vastuste võti|õiged vastused", explanation="selgitus|selgitused|põhjendus", hint="vihje|vihjed",
        references="allikad|kirjandus|loe lisaks|vaata ka",
        question="küsimus", questions="küsimused", exercise="ülesanne|ülesanded|harjutus|harjutused",
        true="õige|tõene|tõsi", false="vale|väär|ei ole tõsi",
        quiz="viktoriin|mälumäng|kontrolltöö|enesekontroll|kontrollküsimused",
        announces="kordamisküsimused|eksamiküsimused|viktoriin|mälumäng|kontrolltöö|enesekontroll|kontrollküsimused",
        faq="korduma kippuvad küsimused",
        glossary="sõnastik|mõisted|terminid", term="mõiste|termin|sõna",
        definition="definitsioon|tähendus|selgitus|tõlge", contents="sisukord",
        sections="sissejuhatus|eessõna|kokkuvõte|lisad|autorid?|litsents",
        spoken="intervjuu|protokoll|vestlus", you="sina|sinu|teie|teil|kas te|kas sa", speaker="mina|minu|meie|meil",
        asks=r"mis on|mida tähendab|mida nimetatakse|miks \w+ (?:on|ei)|mitu \w+|õige või vale", why="miks",
        what="mida|kuidas|kus|millal", which="milline|missugune",
        placeholder="""tulekul|lisatakse hiljem|vastus puudub|täiendamisel|isiklik vastus|oma vastus
            |(?:lahendust|vastust) ei ole antud""",
        reveal="näita|vaata|ava|klõpsa|kuva",
        example="näide|näited",
        note="märkus|märkused",
        points="punkti|punkt|p",
        because="sest|kuna", joins=r"ja(?= [b-hB-H](?!\w))|või", copula="on(?= õige)",
        wrong="vale vastus|valed vastused|valed variandid", option="vastusevariant|valikvastus|variant|valik|vastus",
        all_above="""(?:kõik|mitte ükski) (?:eelnevad|eelnevatest|eelnev|ülaltoodud|ülaltoodutest|nendest)
            |kõik eespool nimetatud""",
        difficulty="raskusaste|tase", basics="algtase|algajad|lihtne|kerge", intermediate="kesktase|keskmine tase",
        advanced="edasijõudnud|edasijõudnutele|raske", output="väljund",
        how_to="kuidas(?! nimetatakse)|mil viisil", how="kuidas (?:töötab|toimib|tekib|tekivad|toimub)",
        when="millal (?:tuleb|peab|peaks|tohib|võib|kasutada|kasutatakse)|millistel juhtudel",
        compares=r"erinev\w*|erineb|mis vahe|võrdle|võrrelge|(?:parem|halvem) kui",
        lists="nimeta|nimetage|loetle|loetlege|millised on",
        several=r"""liigid|tüübid|eelised|eeliseid|puudused|puudusi|sammud|etapid|etapp\w*|reeglid|näited|näiteid
            |omadused|omadusi|põhimõtted|viisid|meetodid""",
        follows=r"järgmi(?:ne|se|sed|st)|järgnev\w*|allpool|allolev\w*",
        above=r"ülal|ülaltoodud|eelmi(?:ne|se|ses) (?:kood\w*|näi\w*|tabel\w*|küsimus\w*|ülesan\w*)|selles näites",
        this_code=r"""(?:see|selle|järgmine|järgmise|järgnev|järgneva|antud) (?:\w+ ){0,2}(?:kood|koodi|programm
            |programmi|skript|skripti|funktsioon|funktsiooni|meetod|meetodi|klass|tsükkel|päring|päringu|avaldis
            |avaldise|käsk|käsu)""",
        prints=r"""mida (?:kood|programm|skript|funktsioon) (?:väljastab|trükib|tagastab|prindib)(?=\W*\?)
            |mis väljastatakse""",
        shown="""(?:see|sellel|järgmine|järgmisel|järgnev|järgneval) (?:tabel|tabelis|diagramm|diagrammil|joonis
            |joonisel|pilt|pildil|graafik|graafikul)""",
        orders="""kirjuta|kirjutage|arvuta|arvutage|nimeta|nimetage|loetle|joonista|joonistage|täida|lahenda
            |lahendage|tõlgi|tõlkige|too (?:näide|kaks|kolm)""",
        tasks="""mõtle|mõelge|arutle|arutlege|arutage|proovi|proovige|arva ära|kirjuta|kirjutage|joonista
            |joonistage|arvuta|arvutage|võrdle|võrrelge|tõesta|mida sa arvad|mida te arvate""",
        says_nothing="võib-olla|muidugi|mõnikord|oleneb|see oleneb|teadmata|ei tea|vaata ülalt|vaata allpool",
        in_class=r"""(?:loengus|praktikumis|seminaris)|(?:vaatame|teeme|käsitleme|õpime) (?:seda )?tunnis
            |vaata (?:loengut|õpikut|konspekti)|järgmi(?:ne kord|sel korral|ses tunnis)
            |lisame (?:pärast|hiljem)(?: \w+)?|arutame(?: \w+)?""",
        unknown="küsi|küsige|küsida|keegi ei tea|pole veel|veel ei|ei tea|ma ei tea",
        teaser="""see oleneb|oleneb sellest|vaatame
            |on (?:palju|mitu|mitmeid|erinevaid) (?:viisi|viise|võimalusi|vastuseid)""",
    ),
    "lv": dict(
        answer="atbilde|atbildes|atbildi",
        solution="risinājums|risinājumi|atrisinājums|atrisinājumi|risinājumu|atrisinājumu",
        right="pareizā|pareizās|pareizais|pareizie|pareiza|pareizas|pareizi", key="atbilžu atslēga|pareizās atbildes",
        explanation="paskaidrojums|skaidrojums|pamatojums|izskaidrojums",
        hint="mājiens|padoms|norāde",
        references="avoti|literatūra|lasīt vairāk|skatīt arī",
        question="jautājums", questions="jautājumi", exercise="uzdevums|uzdevumi|vingrinājums|vingrinājumi",
        true="patiess|patiesi|patiesība|pareizi|taisnība", false="nepatiess|nepatiesi|aplams|aplami|nepareizi",
        quiz="viktorīna|pārbaudes darbs|pašpārbaude|kontroldarbs",
        announces="eksāmena jautājumi|viktorīna|pārbaudes darbs|pašpārbaude|kontroldarbs",
        faq="biežāk uzdotie jautājumi|bieži uzdotie jautājumi",
        glossary="vārdnīca|termini|jēdzieni", term="termins|jēdziens|vārds",
        definition="definīcija|nozīme|skaidrojums|tulkojums", contents="saturs|satura rādītājs",
        sections="ievads|priekšvārds|kopsavilkums|secinājumi|pielikums|autori?",
        interviewed="intervija ar|saruna ar", spoken="intervija|protokols|saruna", you="jums|jūs|jūsu|tev",
        speaker="mēs|mums|mūsu|es esmu",
        asks=r"kas ir|ko nozīmē|kā sauc|kāpēc \w+|cik daudz|kurš no|patiesi vai", why="kāpēc", what="kāds|kāda|kur|kad",
        which="kurš|kura",
        placeholder="""drīzumā|tiks papildināts|atbildes vēl nav|tiks pievienots vēlāk|personīga atbilde
            |(?:atrisinājums nav dots|atbilde nav dota)""",
        reveal="rādīt|parādīt|skatīt|atvērt",
        example="piemērs|piemēri",
        note="piezīme|piezīmes",
        points="punkti|punkts",
        because="tāpēc ka|tādēļ ka", copula="ir(?= pareiz)", wrong="nepareizā|nepareizās|nepareizie",
        option="atbilžu variants|variants|atbilde|izvēle",
        all_above="""(?:visi|visas|viss|neviens|neviena) (?:no )?(?:iepriekš minētā|iepriekš minētie
            |iepriekš minētajiem|minētajiem|augstāk minētā|augstāk minētie)""",
        difficulty="grūtības pakāpe|grūtība|līmenis", basics="iesācējiem|iesācējs|viegls|viegla",
        intermediate="vidējs|vidēja", advanced="padziļināti|grūts|grūta|sarežģīts", output="izvade",
        how_to=r"kā(?! (?:sauc\w*|trūkst|nav|pietrūkst|dēļ|vārdā|priekšā|labā))|kādā veidā",
        how="kā (?:darbojas|strādā|rodas|veidojas|notiek)",
        when=r"kad (?:ir )?(?:jā\w+|drīkst|vajadzētu|lieto|vajag)|kādos gadījumos",
        compares=r"atšķir\w*|salīdzin\w*|(?:labāk\w*|sliktāk\w*) (?:par|nekā)",
        lists=r"nosauc|nosauciet|uzskait\w+|kādi ir|kādas ir|miniet",
        several="""veidus|priekšrocības|trūkumi|trūkumus|soļi|soļus|posmi|posmus|noteikumi|piemērus|piemēri
            |īpašības|pazīmes""",
        follows=r"sekojoš\w+|(?:zemāk|tālāk|turpmāk) (?:norādīt|redzam|dot|minēt)\w+|šāds kods|šāda programma",
        above=r"""augstāk (?:norādīt|redzam|dot|minēt)\w+|iepriekšēj\w+ (?:kod\w*|piemēr\w*|tabul\w*|jautājum\w*)
            |šajā piemērā""",
        this_code=r"""(?:šis|šī|šāds|šāda|sekojošais|sekojošā|dotais|dotā) (?:\w+ ){0,2}(?:kods|koda|programma
            |skripts|funkcija|metode|klase|cikls|vaicājums|izteiksme)""",
        prints=r"""ko (?:kods|programma|skripts|funkcija) (?:izdrukā|izvada|atgriež)(?=\W*\?)
            |kas tiek (?:izvadīts|izdrukāts)""",
        shown="(?:šis|šī|šajā|dotajā|sekojošajā) (?:tabula|tabulā|diagramma|diagrammā|attēls|attēlā|grafiks|grafikā)",
        orders="""uzraksti|uzrakstiet|aprēķini|aprēķiniet|nosauc|nosauciet|uzzīmē|uzzīmējiet|atrodi|atrodiet
            |aizpildi|aizpildiet|atrisini|atrisiniet|iztulko|iztulkojiet""",
        tasks="""padomā|padomājiet|apspried|apspriediet|pamēģini|pamēģiniet|mēģini|mēģiniet|uzmini|uzraksti
            |uzrakstiet|uzzīmē|uzzīmējiet|aprēķini|aprēķiniet|salīdzini|salīdziniet|pierādi|pierādiet|kā tu domā
            |kā jūs domājat""",
        says_nothing="varbūt|protams|dažreiz|atkarīgs|tas ir atkarīgs|nezināms|nezinu|skatīt augstāk|skatīt zemāk",
        in_class=r"""(?:lekcijā|nodarbībā|seminārā)|skat\.? (?:lekciju|konspektu|grāmatu)|nākamreiz
            |nākamajā (?:stundā|lekcijā|reizē)|pārrunāsim(?: \w+)?""",
        unknown=r"pajautāt|pajautā|pajautājiet|jāpajautā|jāprasa|neviens nezina|vēl nav|vēl nezin\w+|nezinu",
        teaser="tas ir atkarīgs|atkarīgs no|apskatīsim|aplūkosim|ir (?:daudz|vairāki|dažādi) (?:veidu|veidi)",
        negation="nekad",
    ),
    "lt": dict(
        answer="atsakymas|atsakymai|ats|atsakymą|atsakymus",
        solution="sprendimas|sprendimai|sprendimą",
        right="teisingas|teisingi|teisingasis|teisinga|tinkamas", key="atsakymų raktas|teisingi atsakymai",
        explanation="paaiškinimas|paaiškinimai|pagrindimas",
        hint="užuomina|užuominos|patarimas",
        references="šaltiniai|literatūra|skaityti daugiau|taip pat žr",
        question="klausimas", questions="klausimai", exercise="užduotis|užduotys|pratimas|pratimai",
        true="tiesa|teisinga|teisingai", false="netiesa|neteisinga|neteisingai|klaidinga",
        quiz="viktorina|savikontrolė|pasitikrink|kontrolinis",
        announces="egzamino klausimai|viktorina|užduotys|savikontrolė|pasitikrink",
        faq="dažniausiai užduodami klausimai|dažnai užduodami klausimai",
        glossary="žodynas|žodynėlis|sąvokos|terminai", term="sąvoka|terminas|žodis",
        definition="apibrėžimas|reikšmė|paaiškinimas|vertimas", contents="turinys",
        sections="įvadas|pratarmė|santrauka|išvados|priedas|priedai|autoriai|autorius",
        interviewed="interviu su|pokalbis su", spoken="interviu|protokolas|pokalbis", you="jūs|jums|jūsų|tavo",
        speaker="aš|mums|mūsų|mano",
        asks=r"kas yra|ką reiškia|kaip vadinama|kaip vadinamas|kodėl \w+|kiek yra|kuris iš|tiesa ar", why="kodėl",
        what="kaip|kada", which="kuris|kuri|kurie",
        placeholder="""netrukus|bus papildyta|atsakymo dar nėra|bus pridėta vėliau|asmeninis atsakymas
            |(?:sprendimas|atsakymas) nepateiktas""",
        reveal="rodyti|parodyti|žiūrėti|atskleisti",
        example="pavyzdys|pavyzdžiai",
        note="pastaba|pastabos",
        points="taškai|taškas|taškų",
        because="kadangi|todėl kad", joins=r"arba|ir(?= [b-hB-H](?!\w))", copula="yra",
        wrong="neteisingas|neteisingi|klaidingi", option="atsakymo variantas|variantas|pasirinkimas|atsakymas",
        all_above="""(?:visi|visos|visa|nė vienas|nė viena) (?:iš )?(?:aukščiau išvardytų|aukščiau išvardyti
            |aukščiau paminėtų|aukščiau paminėti|išvardytų|išvardyti|paminėtų|paminėti|šių)(?: atsakymų)?
            |visi atsakymai teisingi""",
        difficulty="sudėtingumas|sunkumas|lygis|sunkumo lygis", basics="pradedantiesiems|pradedantysis|lengva|lengvas",
        intermediate="vidutinis|vidutiniškas", advanced="pažengusiems|pažengęs|sunkus|sudėtingas", output="išvestis",
        how_to=r"kaip(?! (?:vadin\w+|dažnai|ilgai|toli))|kokiu būdu", how="kaip (?:veikia|vyksta|susidaro|atsiranda)",
        when=r"kada (?:reikia|reikėtų|galima|naudoj\w+|verta|turėtų|turi)|kokiais atvejais",
        compares=r"skirtum\w*|skiriasi|palygin\w*|(?:geresn\w+|blogesn\w+) (?:už|nei)",
        lists=r"išvardink\w*|išvardyk\w*|įvardink\w*|įvardyk\w*|kokie yra|kokios yra|nurodyk\w*",
        several="""rūšys|rūšis|tipai|privalumai|privalumus|trūkumai|trūkumus|žingsniai|žingsnius|etapai|etapus
            |taisyklės|taisykles|pavyzdžių|pavyzdžius|savybės|savybes|principai|būdai|būdus""",
        follows=r"toliau (?:pateikt|nurodyt|esan)\w+|žemiau (?:pateikt|nurodyt|esan)\w+",
        above=r"""aukščiau (?:pateikt|nurodyt|esan)\w+|ankstesn\w+ (?:kod\w*|pavyzd\w*|lentel\w*|klausim\w*)
            |šiame pavyzdyje""",
        this_code=r"""(?:šis|ši|šio|šios|toks|tokia|žemiau pateiktas|pateiktas|pateikta
            |duotas) (?:\w+ ){0,2}(?:kodas|kodo|programa|programos|skriptas|funkcija|metodas|klasė|ciklas|užklausa
            |išraiška)""",
        prints=r"""ką (?:kodas|programa|skriptas|funkcija) (?:išveda|išspausdina|spausdina|grąžina)(?=\W*\?)
            |kas (?:išspausdinama|bus išspausdinta)""",
        shown="""(?:šis|ši|šioje|šiame|pateiktoje|pateiktame) (?:lentelė|lentelėje|diagrama|diagramoje|paveikslas
            |paveiksle|paveikslėlis|paveikslėlyje|grafikas|grafike)""",
        orders="""parašyk|parašykite|apskaičiuok|apskaičiuokite|išvardink|išvardinkite|nupiešk|nupieškite|nubraižyk
            |nubraižykite|surask|suraskite|raskite|užpildyk|užpildykite|išspręsk|išspręskite|išversk|išverskite
            |pateik|pateikite""",
        tasks="""pagalvok|pagalvokite|aptark|aptarkite|pabandyk|pabandykite|atspėk|parašyk|parašykite|nupiešk
            |nupieškite|apskaičiuok|apskaičiuokite|palygink|palyginkite|įrodyk|įrodykite|kaip manai|kaip manote
            |ką manai|ką manote""",
        says_nothing="galbūt|žinoma|kartais|priklauso|nežinoma|nežinau|žr aukščiau|žr žemiau|tas pats",
        in_class=r"""(?:pamokoje|paskaitoje|seminare|pratybose)|žr\.? (?:paskaitą|konspektą|vadovėlį)|kitą kartą
            |kitoje (?:pamokoje|paskaitoje)|aptarsime(?: \w+)?""",
        unknown=r"paklausti|paklausk|paklauskite|paklausiu|niekas nežino|dar ne\w*|nežinau",
        teaser="tai priklauso|priklauso nuo|pažiūrėkime|panagrinėkime|yra (?:daug|keli|įvairių) (?:būdų|būdai)",
        negation="nėra|niekada",
    ),
    "hu": dict(
        goes_on="és",
        answer=r"válasz|válaszok|felelet|feleletek|választ(?=\W*$)|válaszokat",
        solution="megoldás|megoldások|megoldása|megoldást|megoldásokat|megfejtés|mintamegoldás|mintaválasz",
        right="helyes",
        key="megoldókulcs|javítókulcs|megoldások", explanation="magyarázat|magyarázatok|indoklás|indokolás",
        hint="súgás|segítség|tipp|útmutatás",
        references="források|forrás|irodalom|felhasznált irodalom|lásd még|bővebben",
        question="kérdés", questions="kérdések", exercise="feladat|feladatok|gyakorlat|gyakorlatok",
        true="igaz", false="hamis",
        quiz="kvíz|teszt|felmérő|önellenőrzés|ellenőrző kérdések|tudáspróba|feladatlap",
        announces="vizsgakérdések|kvíz|vizsga|felmérő|feladatok|gyakorló kérdések|önellenőrzés|tudáspróba",
        faq="gyakran ismételt kérdések|gyakori kérdések|gyik",
        glossary="fogalomtár|szójegyzék|szószedet|fogalmak|kifejezések", term="fogalom|kifejezés|szakszó",
        definition="meghatározás|jelentés|definíció|fordítás", front="előlap",
        back="hátlap|hátoldal", contents="tartalom|tartalomjegyzék",
        sections="bevezetés|bevezető|előszó|összefoglalás|összegzés|függelék|melléklet|szerzők?|kapcsolat",
        spoken="interjú|jegyzőkönyv|beszélgetés", you="önnek|neked|önök|maga|van önöknél",
        speaker="nekem|nekünk|vagyok|vagyunk",
        asks=r"mi az|mit jelent|mit nevezünk|hogyan működik|hány \w+|melyik \w+|miért \w+|sorolja? fel|igaz vagy hamis",
        why="miért", what="hogyan|mikor|milyen", which="melyik",
        placeholder="""hamarosan|később kerül kitöltésre|még nincs válasz|kitöltendő|pótlandó|(?:egyéni|saját) válasz
            |(?:megoldást|választ) nem (?:adunk|közlünk)""",
        reveal="mutasd|mutat|megjelenítés|kattints",
        small="itt",
        example="példa|példák",
        note="megjegyzés|megjegyzések",
        points="pont",
        because="mert|mivel", joins=r"és(?= [b-hB-H](?!\w))|vagy", copula="helyes|helyesek|a helyes|a jó",
        wrong="helytelen|rossz|hibás", option="válaszlehetőség|válasz|lehetőség|opció",
        all_above=r"""(?:mindegyik|mind|az összes|egyik sem)(?: a fentiek közül| fenti| helyes)?(?=\W*\Z)
            |a fentiek (?:mindegyike|közül egyik sem)|egyik sem a fentiek közül""",
        except_for="kivéve", difficulty="nehézség|nehézségi szint|nehézségi fok|szint", basics="kezdő|kezdőknek|könnyű",
        intermediate="középhaladó|középszint|közepes", advanced="haladó|haladóknak|nehéz", output="kimenet",
        how_to="hogyan(?! (?:hívják|nevezik|nevezzük))|milyen módon|milyen lépésekben",
        how="hogyan (?:működik|működnek|keletkezik|keletkeznek|jön létre|zajlik)",
        when=r"mikor (?:kell|érdemes|használ\w+|szabad|lehet|célszerű)|milyen esetben|milyen esetekben",
        compares=r"""különbség\w*|különbözik|különböznek|hasonlítsd össze|hasonlítsa össze|összehasonlít\w*
            |eltér(?:és\w*|nek)?|(?:jobb|rosszabb),? mint""",
        lists="""sorold|sorolja|soroljon|soroljátok|nevezd meg|nevezz|nevezzen|nevezze|melyek|mondj
            |írj (?:három|két|négy|öt)""",
        several="""fajtái|típusai|típusok|előnyei|előnyök|hátrányai|hátrányok|lépései|lépések|szakaszai|szabályai
            |szabályok|példák|példákat|tulajdonságai|jellemzői|módszerek|módjai|fázisai""",
        follows=r"következő\w*|alábbi\w*|lentebb",
        above=r"fenti\w*|előző (?:kód\w*|példá\w*|táblázat\w*|ábr\w*|szöveg\w*|kérdés\w*|feladat\w*)|ebben a példában",
        this_code=r"""(?:ez|ezt|ez a|ezt a|a következő|az alábbi|a megadott|az adott) (?:\w+ ){0,2}(?:kód|kódot
            |kódrészlet|kódrészletet|program|programot|szkript|szkriptet|függvény|függvényt|metódus|osztály|ciklus
            |lekérdezés|lekérdezést|kifejezés|utasítás)""",
        prints=r"""mit (?:ír ki|ad vissza) a (?:kód|program|szkript|függvény)(?=\W*\?)|mi (?:jelenik meg|íródik ki)
            |mi lesz a kimenet(?=\W*\?)""",
        shown="""(?:ez az?|az alábbi|a következő) (?:táblázat|ábra|diagram|kép|grafikon)
            |(?:ezen az?|az alábbi|a következő) (?:ábrán|diagramon|képen|grafikonon)""",
        shown_above="""fenti (?:kód|kódban|program|programban|példa|példában|táblázat|táblázatban|ábra|ábrán
            |diagram|diagramon|kép|képen)""",
        orders="""írd|írja|írj|írjon|számítsd|számítsa|számold|számolja|sorold|sorolja|soroljon|nevezd|nevezze
            |rajzold|rajzolja|rajzolj|keresd|keresse|egészítsd|egészítse|oldd|oldja|fordítsd|fordítsa
            |adj (?:példát|meg|két|három)|határozd|határozza|add meg|adja meg""",
        tasks="""gondold (?:át|végig|meg)|gondolja (?:át|végig|meg)|gondolkodj|gondolkozz|beszéld meg
            |beszéljétek meg|beszéljük meg|vitassátok meg|próbáld|próbálja|próbáljátok|találd ki|írd (?:le|fel)
            |rajzold|számold|számítsd|hasonlítsd össze|bizonyítsd|mit gondolsz|mit gondol|mit gondoltok|szerinted
            |szerintetek""",
        says_nothing="""talán|természetesen|néha|attól függ|ismeretlen|nem tudom|fogalmam sincs|lásd fent|lásd lent
            |ugyanaz""",
        in_class=r"""az órán (?:meg)?(?:beszéljük|nézzük|vesszük)(?: \w+)?
            |(?:az )?(?:előadáson|gyakorlaton|tanórán|foglalkozáson)(?: \w+)?
            |lásd (?:az? )?(?:előadás\w*|jegyzet\w*|könyv\w*|tankönyv\w*)|legközelebb
            |(?:a )?következő (?:órán|alkalommal)|megbeszéljük(?: \w+)?|pótol(?:om|juk|ni)(?: \w+)?""",
        unknown="""megkérdez(?:ni|em|zük)|kérdezd|kérdezni|kérdezzük|senki (?:nem|se|sem) tudja|még nem|még nincs
            |nem tudom|nem tudjuk|utánanézni""",
        teaser="attól függ|nézzük|lássuk|több (?:módja|módszer|lehetőség|válasz)(?: is)?|sok(?:féle|féleképpen)",
        negation="nem|nincs|nincsenek|soha",
    ),
    "ro": dict(
        goes_on="și|dar",
        answer="răspuns|răspunsul|răspunsuri|răspunsurile",
        solution="soluția|soluție|soluţia|soluţie|soluții|rezolvare|rezolvări|rezolvarea|barem",
        right="corecte|corect|corectă", key="barem|răspunsuri corecte|cheia răspunsurilor",
        explanation="explicația|explicație|explicaţia|explicaţie|explicații|justificare",
        hint="indiciu|indicii|indicație|indicații", references="surse|bibliografie|referințe|vezi și|citește și",
        question="întrebare|întrebarea", questions="întrebări",
        exercise=r"exercițiu|exercițiul|exerciții|exerciţiul|exerciţiu|problema(?= ?\d)",
        true="adevărat|adevărată|adevarat|corect",
        false="fals|falsă|incorect",
        quiz="chestionar|test grilă|autoevaluare|verificare",
        announces="chestionar|grile|examen|test grilă|exerciții|autoevaluare",
        faq="întrebări frecvente|întrebări puse frecvent",
        glossary="glosar|termeni|vocabular|noțiuni", term="termen|noțiune|cuvânt",
        definition="definiție|semnificație|explicație|traducere", front="față|fața",
        back="verso|spate", contents="cuprins",
        sections="introducere|prefață|rezumat|concluzii|concluzie|anexă|anexe|autori|licență|mulțumiri",
        interviewed="interviu cu", spoken="interviu|proces-verbal|conversație", you="dumneavoastră|aveți|tău|îți",
        speaker="eu sunt|avem|noastră|nostru|mie",
        asks=r"""ce este|ce înseamnă|ce sunt|care este|care sunt|cum se numește|câ[țt]i \w+|câte \w+|de ce \w+
            |adevărat sau fals""",
        why="de ce", what="cum|când|câți|câte", which="care",
        placeholder="""în curând|va fi completat|va fi adăugat|răspuns lipsă|de completat|răspuns (?:personal|liber
            |individual)|răspunsuri personale|(?:soluția nu este dată|răspunsul nu este dat)""",
        reveal="arată|afișează|vezi",
        example="exemplu(?! de (?:răspuns|rezolvare))|exemple",
        note="notă|observație|observații",
        points="puncte|punct",
        because="deoarece|pentru că|fiindcă", joins="și|şi", copula="este|sunt|e(?= corect)",
        wrong="greșită?|greșite|greşită?|greşite|incorecte?|incorectă",
        option="variantă|varianta|opțiunea|opțiune|opţiunea|răspuns|răspunsul",
        all_above="""(?:toate|niciuna|niciunul|nici una) (?:dintre |din )?(?:cele )?(?:de mai sus|variantele
            |răspunsurile|acestea)(?: de mai sus)?""",
        except_for="cu excepția|cu excepţia|exceptând", difficulty="dificultate|nivel de dificultate|nivel",
        basics="începători|începător|ușor|ușoară", intermediate="nivel mediu|intermediar",
        advanced="avansat|avansați|avansate|dificil",
        how_to="""cum(?! (?:se (?:numește|numeşte|numesc|cheamă|spune|scrie|zice)|îl cheamă|te cheamă))
            |care sunt pașii|în ce fel|în ce mod""",
        how="""cum (?:funcționează|funcţionează|funcționeaza|lucrează|se (?:formează|face|fac|realizează|produce
            |obține))""",
        when=r"""când (?:trebuie|se folos\w+|folos\w+|ar trebui|este bine|e bine|este indicat|putem|poți)
            |în ce cazuri|în ce situații""",
        compares=r"""diferenț\w*|diferenţ\w*|deosebir\w*|deosebeș\w*|deosebesc|compară|comparați|comparaţi
            |(?:mai bun\w*|mai rău|mai slab\w*) decât""",
        lists="""enumeră|enumerați|enumeraţi|numește|numiți|numiţi|care sunt|menționați|menționează
            |dați (?:două|trei|exemple)""",
        several="""tipuri|tipurile|avantaje|avantajele|dezavantaje|dezavantajele|pași|pașii|paşi|paşii|etapele
            |reguli|regulile|exemplele|caracteristicile|proprietățile|principiile|feluri|felurile|modurile|metodele
            |diferențele""",
        follows="următo(?:r|rul|area|area|rii|arele)|de mai jos|mai jos",
        above="de mai sus|mai sus|(?:exemplul|codul|tabelul|textul) (?:anterior|precedent)|în acest exemplu",
        this_code=r"""(?:acest|această|următorul|următoarea|următorului|următoarei) (?:\w+ ){0,2}(?:cod|program
            |script|fragment|funcție|funcţie|secvență|secvenţă|metodă|clasă|buclă|interogare|comandă|expresie)
            |(?:codul|programul|scriptul|funcția|secvența|interogarea) (?:următor|următoare|următorul|următoarea
            |de mai jos)""",
        prints=r"""ce (?:afișează|afişează|returnează|tipărește) (?:codul|programul|scriptul|funcția)(?=\W*\?)
            |ce se (?:afișează|afişează|va afișa)""",
        shown="""(?:acest|această|următorul|următoarea) (?:tabel|diagramă|imagine|figură|grafic)
            |(?:tabelul|diagrama|imaginea|figura|graficul) (?:următor|următoare|de mai jos)""",
        shown_above="(?:codul|programul|exemplul|tabelul|diagrama|imaginea|figura|harta|graficul) de mai sus",
        orders="""scrie|scrieți|scrieţi|calculează|calculați|calculaţi|enumeră|enumerați|enumeraţi|numiți|desenează
            |desenați|găsește|găsiți|completează|completați|completaţi|rezolvă|rezolvați|rezolvaţi|traduceți
            |determină|determinați|determinaţi|dați (?:un|două|trei|exemple)|precizați|menționați""",
        tasks="""gândește-te|gândiți-vă|discutați|discutaţi|încercați|încercaţi|ghiciți|scrieți|desenați|calculați
            |comparați|demonstrați|ce crezi|ce credeți|ce părere (?:ai|aveți)""",
        says_nothing="""desigur|bineînțeles|uneori|depinde|necunoscut|nu știu|nu ştiu|vezi mai sus|vezi mai jos
            |la fel|idem""",
        in_class=r"""la (?:curs|seminar|laborator|lecție)|(?:vezi|v\.) (?:cursul?|manualul|notițele)|data viitoare
            |ora viitoare|vom discuta(?: \w+){0,2}|discutăm(?: \w+){0,2}|se va (?:completa|discuta)(?: \w+){0,2}""",
        unknown="""întreabă|întrebați|de întrebat|întreb pe|nimeni nu (?:știe|ştie)|încă nu
            |nu (?:știu|ştiu|se știe|știm)""",
        teaser="""depinde de|asta depinde|să vedem|să ne uităm
            |există (?:mai multe|multe|diferite|diverse) (?:moduri|metode|feluri|răspunsuri|tipuri)""",
        negation="fără|niciodată|nicio|niciun",
    ),
    "ca": dict(
        goes_on="i (?:el|la|els|les|si|en|per|quan|com)|però",
        answer="resposta|respostes", solution="solució|solucions", right="correcta|correcte|correctes",
        key="solucionari|clau de respostes", explanation="explicació|explicacions|justificació", hint="pista|pistes",
        references="referències|fonts|bibliografia|vegeu també|per saber-ne més",
        question="pregunta|qüestió", questions="preguntes|qüestions",
        exercise=r"exercici|exercicis|activitat|activitats|problema(?= ?\d)",
        true="vertader|veritat|cert|vertadera|certa",
        false="fals|falsa",
        quiz="qüestionari|autoavaluació|posa't a prova",
        announces="qüestionari|examen|exercicis|autoavaluació|posa't a prova",
        faq="preguntes freqüents|preguntes més freqüents",
        glossary="glossari|vocabulari|conceptes", term="terme|concepte|paraula",
        definition="definició|significat|traducció", front="anvers|cara",
        back="revers|dors", contents="contingut|índex|taula de continguts",
        sections="introducció|pròleg|resum|conclusions|conclusió|annex|autors|llicència|agraïments",
        interviewed="entrevista (?:a|amb)|conversa amb", spoken="entrevista|acta|conversa",
        you="vostè|vosaltres|teniu|tens", speaker="tinc|tenim|nosaltres|meu|meva",
        asks=r"què és|què són|què significa|com es diu|com funciona|per què \w+|quants \w+|quantes \w+|vertader o fals",
        why="per què", what="com es|quan|què", which="quin|quina|quins|quines",
        placeholder="""properament|pendent de resposta|aviat disponible|per completar|respost(?:a personal|a lliure
            |es personals)|no es dona (?:la )?(?:solució|resposta)""",
        reveal="mostra|mostreu|veure",
        example="exemple(?! de (?:resposta|solució))|exemples",
        note="nota",
        points="punts|punt",
        because="perquè|ja que", joins="i|o", copula="és|són", wrong="incorrectes|incorrecta|errònia|errònies",
        option="opció|resposta|alternativa",
        all_above="""(?:totes|tots|cap) (?:de )?(?:les |els )?(?:anteriors|esmentats|esmentades
            |respostes anteriors)|tot l[’']anterior|cap de les anteriors""",
        except_for="excepte|llevat de", difficulty="dificultat|nivell|nivell de dificultat",
        basics="principiants|bàsic|fàcil", intermediate="intermedi|nivell mitjà|dificultat mitjana",
        advanced="avançat|avançada",
        how_to=r"""com (?:es(?! diu| diuen| anomena| anomenen)|s[’'](?!anomen)\w+|puc|pots|podem|podeu|funciona
            |funcionen|cal|hem de|has de|faries)|quins són els passos""",
        how="com (?:funciona|funcionen|es forma|es formen|es fa|es fan)",
        when=r"quan (?:cal|s[’']ha de|hem de|has de|és millor|s[’']utilitz\w+|s[’']ha d[’']\w+)|en quins casos",
        compares=r"diferènci\w*|difereix|difereixen|(?:millor|pitjor) que|compareu",
        lists="enumereu|anomena|anomeneu|esmenta|esmenteu|quins són|quines són",
        several="""avantatges|inconvenients|passos|regles|característiques|propietats|principis|maneres|diferències
            |mètodes""",
        follows="següents?|a continuació|més avall",
        above="""de dalt|(?:codi|exemple|diagrama|programa|text) anterior
            |(?:taula|pregunta|consulta|figura) anterior|més amunt|en aquest exemple""",
        this_code=r"""(?:aquest|aquesta|aquests|el següent|la següent) (?:\w+ ){0,2}(?:codi|programa|script
            |fragment|funció|mètode|classe|bucle|consulta|ordre|expressió)
            |(?:codi|programa|script|funció|consulta) següent""",
        prints=r"què (?:imprimeix|mostra|retorna) (?:el codi|el programa|la funció)(?=\W*\?)|què s[’']imprimeix",
        shown="""(?:aquest|aquesta|el següent|la següent) (?:taula|diagrama|imatge|figura|gràfic)
            |(?:taula|diagrama|imatge|figura|gràfic) següent""",
        shown_above="(?:codi|programa|exemple|taula|diagrama|imatge|figura|mapa) (?:de dalt|anterior)",
        orders="""escriu|escriviu|calculeu|enumereu|anomena|anomeneu|dibuixeu|trobeu|completeu|resol|resoleu
            |tradueix|traduïu|determineu|doneu""",
        tasks="""penseu|discutiu|debateu|comenta-ho|comenteu|intenteu|endevina|escriu|escriviu|dibuixa|dibuixeu
            |calcula|calculeu|compareu|demostra|demostreu|què creus|què en penses|què penseu|què opines""",
        says_nothing="""potser|és clar|per descomptat|de vegades|depèn|desconegut|no ho sé|vegeu més amunt
            |vegeu més avall|el mateix""",
        in_class="""(?:ho veurem|ho farem|ho comentarem|es veurà|ho expliquem) a (?:classe|l[’']aula)|a classe
            |(?:vegeu|veure|mireu) (?:els apunts|el llibre|la classe)|la propera (?:classe|vegada|sessió)
            |el proper dia""",
        unknown="""pregunta-ho|pregunta[- ]li|preguntar-ho|preguntar|pregunteu|preguntar[- ]ho
            |pregunta (?:a|al|als)|ningú (?:no )?ho sap|encara no|no ho (?:sé|sabem)""",
        teaser="depèn de|vegem|hi ha (?:moltes|diverses|diferents|molts|diversos) (?:maneres|formes|respostes|tipus)",
    ),
    "el": dict(
        goes_on="και|αλλά",
        answer="απάντηση|απαντηση|απαντήσεις|απαντησεις", solution="λύση|λυση|λύσεις|λυσεις",
        right="σωστή|σωστη|σωστές|σωστες|ορθή|ορθη|σωστό|σωστά|σωστός", key="λύσεις|σωστές απαντήσεις",
        explanation="εξήγηση|εξηγηση|επεξήγηση|επεξηγηση|αιτιολόγηση|αιτιολογηση",
        hint="υπόδειξη|υποδειξη|βοήθεια|βοηθεια", references="πηγές|βιβλιογραφία|δείτε επίσης",
        question="ερώτηση|ερωτηση", questions="ερωτήσεις|ερωτησεις",
        exercise=r"άσκηση|ασκηση|ασκήσεις|ασκησεις|πρόβλημα(?= ?\d)",
        true="σωστό|σωστή|αληθές|αλήθεια|σ", false="λάθος|λανθασμένο|ψευδές|ψέμα|λ",
        quiz="κουίζ|τεστ|διαγώνισμα|αυτοαξιολόγηση|ερωτηματολόγιο",
        announces="κουίζ|τεστ|διαγώνισμα|ασκήσεις|επανάληψη|αυτοαξιολόγηση", faq="συχνές ερωτήσεις",
        glossary="γλωσσάρι|λεξιλόγιο|όροι", term="όρος|έννοια|λέξη", definition="ορισμός|σημασία|μετάφραση",
        contents="περιεχόμενα", sections="εισαγωγή|πρόλογος|περίληψη|σύνοψη|συμπεράσματα|παράρτημα|συγγραφείς",
        interviewed="συνέντευξη με|συνέντευξη του|συνέντευξη της", spoken="συνέντευξη|πρακτικά|συζήτηση",
        you="εσύ|εσείς|σας|έχετε", speaker="εγώ|εμείς|μας|έχω|έχουμε",
        asks=r"τι είναι|τι σημαίνει|ποι[αο]ς? είναι|πώς λέγεται|πόσ[αοε]ι?ς? \w+|σωστό ή λάθος", why="γιατί",
        what="τι|πώς|πότε|πού", which="ποιος|ποια|ποιο|ποιες|ποιοι",
        placeholder="""σύντομα|θα συμπληρωθεί|θα προστεθεί|δεν έχει απαντηθεί ακόμη|(?:προσωπική|ελεύθερη) απάντηση
            |δεν δίνεται (?:λύση|απάντηση)""",
        reveal="εμφάνιση|προβολή|δείξε|δείτε|κλικ",
        small="την|τη|το|τις|για|η|οι|τα",
        example="παράδειγμα(?! (?:απάντησης|λύσης))|παραδείγματα",
        note="σημείωση|σημειώσεις|παρατήρηση",
        points="μονάδες|μονάδα|βαθμοί|μόρια",
        because="επειδή|διότι|γιατί", joins="και|ή", copula="είναι", wrong="λανθασμένη|λανθασμένες|λάθος",
        option="επιλογή|απάντηση|εναλλακτική",
        all_above="(?:όλα|όλες|όλοι|κανένα|καμία|κανένας) (?:από )?(?:τα |τις |τους )?(?:παραπάνω|ανωτέρω)",
        except_for="εκτός", short="απ|λυσ|λύσ", difficulty="δυσκολία|επίπεδο|επίπεδο δυσκολίας|βαθμός δυσκολίας",
        basics="αρχάριοι|αρχάριους|εύκολο|εύκολη", intermediate="μέτριο|μεσαίο|ενδιάμεσο",
        advanced="προχωρημένο|προχωρημένοι|προχωρημένους|δύσκολο|δύσκολη",
        how_to="""(?:πώς|πως)(?! (?:λέγεται|λέγονται|ονομάζεται|ονομάζονται|λένε))|με ποιον τρόπο|με ποιο τρόπο
            |ποια είναι τα βήματα""",
        how=r"πώς (?:λειτουργ\w+|δουλεύ\w+|γίνεται|γίνονται|σχηματίζ\w+|δημιουργ\w+)",
        when=r"πότε (?:πρέπει|χρησιμοποι\w+|μπορ\w+|συμφέρει)|σε ποιες περιπτώσεις",
        compares=r"διαφορ[άέ]\w*|διαφέρ\w*|σύγκρι\w*|συγκρίν\w*|(?:καλύτερ\w+|χειρότερ\w+) από",
        lists="""ονόμασε|ονομάστε|ανάφερε|ανέφερε|αναφέρετε|αναφέρατε|να αναφέρετε|απαρίθμησε|απαριθμήστε
            |ποιοι είναι οι|ποιες είναι οι|ποια είναι τα""",
        several="""τύποι|τύπους|είδη|πλεονεκτήματα|μειονεκτήματα|βήματα|στάδια|φάσεις|κανόνες|παραδείγματα
            |χαρακτηριστικά|ιδιότητες|διαφορές|τρόποι|τρόπους|μέθοδοι""",
        follows=r"παρακάτω|ακόλουθ\w+|κάτωθι",
        above=r"""παραπάνω|ανωτέρω
            |προηγούμεν\w+ (?:κώδικ\w+|παράδειγμα|παραδείγματος|πίνακ\w+|σχήμα|κείμενο|ερώτηση|άσκηση)
            |σε αυτό το παράδειγμα""",
        this_code=r"""(?:αυτός ο|αυτό το|αυτή η|αυτόν τον|αυτού του|ο παρακάτω|το παρακάτω|η παρακάτω|ο ακόλουθος
            |το ακόλουθο|η ακόλουθη) (?:\w+ ){0,2}(?:κώδικας|κώδικα|πρόγραμμα|προγράμματος|σκριπτ|συνάρτηση|μέθοδος
            |κλάση|βρόχος|ερώτημα|εντολή|έκφραση)
            |παρακάτω (?:κώδικας|κώδικα|πρόγραμμα|προγράμματος|συνάρτηση|εντολή|εντολές|ερώτημα)""",
        prints=r"""τι (?:εκτυπώνει|τυπώνει|εμφανίζει|επιστρέφει) (?:ο κώδικας|το πρόγραμμα|η συνάρτηση)(?=\W*[?;])
            |τι (?:εκτυπώνεται|τυπώνεται|εμφανίζεται)""",
        shown="""(?:αυτός ο|αυτό το|αυτή η|ο παρακάτω|το παρακάτω|η παρακάτω|τον παρακάτω|την παρακάτω
            |στον παρακάτω|στο παρακάτω|στην παρακάτω) (?:πίνακας|πίνακα|διάγραμμα|εικόνα|σχήμα|γράφημα)""",
        shown_above="""παραπάνω (?:κώδικας|κώδικα|πρόγραμμα|παράδειγμα|πίνακας|πίνακα|διάγραμμα|εικόνα|σχήμα|χάρτης
            |χάρτη)""",
        orders="""γράψε|γράψτε|να γράψετε|να γραφεί|υπολόγισε|υπολογίστε|να υπολογίσετε|να υπολογιστεί|ονόμασε
            |ονομάστε|αναφέρετε|να αναφέρετε|σχεδίασε|σχεδιάστε|να σχεδιάσετε|βρες|βρείτε|να βρείτε|να βρεθεί
            |συμπλήρωσε|συμπληρώστε|να συμπληρώσετε|λύσε|λύστε|να λύσετε|μετάφρασε|μεταφράστε|δώστε|να δώσετε""",
        tasks="""σκέψου|σκεφτείτε|συζητήστε|συζήτησε|προσπάθησε|προσπαθήστε|δοκίμασε|δοκιμάστε|μάντεψε|μαντέψτε
            |γράψε|γράψτε|σχεδίασε|σχεδιάστε|υπολόγισε|υπολογίστε|σύγκρινε|συγκρίνετε|απόδειξε|αποδείξτε
            |τι πιστεύεις|τι πιστεύετε|τι νομίζεις|τι νομίζετε""",
        says_nothing="ναι|όχι|ίσως|φυσικά|μερικές φορές|εξαρτάται|άγνωστο|δεν ξέρω|βλ παραπάνω|βλέπε παραπάνω|το ίδιο",
        in_class=r"""στην (?:τάξη|παράδοση|επόμενη (?:φορά|παράδοση))|στο (?:μάθημα|επόμενο μάθημα)
            |(?:βλ\.?|βλέπε|δες) (?:σημειώσεις|βιβλίο|διαφάνειες)|την επόμενη φορά
            |θα (?:το|τα) (?:δούμε|συζητήσουμε)(?: \w+){0,2}|θα συζητηθεί(?: \w+){0,2}""",
        unknown="""ρώτα|ρώτησε|ρωτήστε|να ρωτήσω|να ρωτήσουμε|κανείς δεν ξέρει|όχι ακόμα|όχι ακόμη
            |δεν (?:ξέρω|ξέρουμε|γνωρίζω)""",
        teaser="""εξαρτάται|ας δούμε|υπάρχουν (?:πολλοί|πολλές|πολλά|διάφοροι|διάφορες|διάφορα|αρκετοί) (?:τρόποι
            |απαντήσεις|είδη)""",
        negation="δεν|μην|όχι|χωρίς|ποτέ", refers="αυτό|αυτή|αυτός|αυτά|αυτές",
    ),
    "sk": dict(
        answer="odpoveď|odpovede|odp", solution="riešenie|riešenia", right="správna|správne|správny",
        key="kľúč|správne odpovede", explanation="vysvetlenie|vysvetlenia|zdôvodnenie|odôvodnenie",
        hint="nápoveda|nápovedy|pomôcka", references="zdroje|literatúra|odkazy|pozri aj",
        question="otázka", questions="otázky", exercise="cvičenie|cvičenia|úloha|úlohy|zadanie",
        true="pravda|pravdivé|správne", false="nepravda|lož|nepravdivé|nesprávne",
        quiz="kvíz|kontrolné otázky|opakovanie", announces="skúška|kvíz|cvičenia|okruh",
        faq="často kladené otázky|časté otázky",
        glossary="slovník|pojmy|slovníček", term="pojem|výraz|slovo", definition="definícia|význam|preklad",
        contents="obsah", sections="úvod|predhovor|zhrnutie|záver|príloha|prílohy|autori|licencia|poďakovanie",
        interviewed="rozhovor so?", spoken="rozhovor|zápisnica", you="vás|vám|váš|máte|ste",
        speaker="mňa|môj|moje|máme|sme|som",
        asks=r"čo je|čo sú|čo znamená|ako sa|aký je|aká je|aké sú|koľko \w+|prečo \w+|pravda alebo", why="prečo",
        what="čo|ako|kedy", which="ktorý|ktorá|ktoré|aký|aká|aké",
        placeholder="""čoskoro|bude doplnené|zatiaľ bez odpovede|doplniť|(?:vlastná|individuálna) odpoveď
            |(?:riešenie nie je uvedené|odpoveď nie je uvedená)""",
        reveal="zobraziť|ukázať|kliknite|odkryť|rozbaliť|vzorov[áé]",
        example="príklad|príklady",
        note="poznámka|poznámky",
        points="body|bod|bodov",
        goes_on=r"a (?:čo|ako|kde|kedy|prečo|kto|keď|ktor\w+)|ale", because="pretože|lebo|keďže", joins="alebo|i",
        copula="je|sú", wrong="nesprávne|nesprávna|chybné|zlé", option="možnosť|odpoveď|voľba|variant",
        all_above="""(?:všetky|všetko|žiadn[aey]|žiadna) (?:z )?(?:vyššie uvedených|vyššie uvedené|uvedených
            |uvedené|predchádzajúcich)""",
        except_for="okrem", short="odp|rieš", difficulty="obtiažnosť|náročnosť|úroveň",
        basics="základné|začiatočník|začiatočníci|ľahk[éáý]", intermediate="stredne pokročil[íý]|stredná",
        advanced="pokročil[íýé]|ťažk[éáý]|náročn[éáý]", output="výstup",
        how_to=r"""ako(?! (?:sa (?:vol|nazýv|hovor|povie|píš)\w*|často|dlho|ďaleko|veľk\w+|star\w+|vysok\w+))
            |aké sú kroky|akým spôsobom""",
        how=r"ako (?:funguj\w+|pracuj\w+|vznik\w+|prebieh\w+)|akým spôsobom",
        when=r"""kedy (?:treba|je (?:vhodné|dobré|potrebné|nutné)|by (?:sme|ste|si|sa)|máme|mám|môž\w+|použ\w+
            |sa použ\w+)|v akých prípadoch|v ktorých prípadoch""",
        compares=r"rozdiel\w*|líši|líšia|odlišuj\w*|porovna\w*|(?:lepš\w+|horš\w+) (?:ako|než)",
        lists="vymenujte|vymenuj|uveďte|uveď|aké sú|ktoré sú|menujte|pomenujte",
        several="typy|druhy|výhody|nevýhody|kroky|fázy|pravidlá|príklady|vlastnosti|princípy|rozdiely|spôsoby|metódy",
        follows=r"nasledujúc\w+|nižšie uveden\w+",
        above=r"vyššie uveden\w+|predchádzajúc\w+ (?:kód\w*|príklad\w*|otázk\w+|tabuľk\w+|text\w*)|v tomto príklade",
        this_code=r"""(?:tento|táto|toto|tohto|tejto|nasledujúci|nasledujúca|nasledujúce|nasledujúceho|daný
            |uvedený) (?:\w+ ){0,2}(?:kód|kódu|program|programu|skript|skriptu|funkcia|funkcie|metóda|trieda|cyklus
            |dopyt|príkaz|výraz)""",
        prints=r"čo (?:vypíše|vráti|zobrazí) (?:kód|program|skript|funkcia)(?=\W*\?)|čo sa vypíše",
        shown="""(?:táto|tento|toto|tejto|tomto|nasledujúca|nasledujúci|nasledujúcej|nasledujúcom) (?:tabuľka
            |tabuľke|diagram|diagrame|obrázok|obrázku|graf|grafe)""",
        shown_above="""(?:kód|program|príklad|tabuľka|diagram|obrázok|mapa|graf) vyššie|vyššie uveden(?:ý|á|om
            |ej) (?:kód|kóde|program|programe|príklad|príklade|tabuľka|tabuľke|obrázok|obrázku|graf|grafe)""",
        orders="""napíšte|napíš|vypočítajte|vypočítaj|vymenujte|vymenuj|nakreslite|nakresli|nájdite|uveďte|uveď
            |doplňte|doplň|určte|vyriešte|vyrieš|preložte|prelož""",
        tasks="""zamyslite sa|zamysli sa|premýšľajte|premýšľaj|diskutujte|diskutuj|skúste|odhadnite|odhadni|napíšte
            |napíš|nakreslite|nakresli|vypočítajte|vypočítaj|porovnajte|porovnaj|dokážte|čo si myslíte|čo si myslíš
            |čo myslíte""",
        says_nothing="áno|možno|samozrejme|niekedy|záleží|neznáme|neviem|viď vyššie|viď nižšie|pozri vyššie|to isté",
        in_class=r"""na (?:hodine|prednáške|cvičení|seminári|vyučovaní)
            |(?:viď|pozri) (?:prednášk\w+|skriptá|poznámky|slajdy)|preberieme(?: \w+){0,2}|nabudúce
            |doplní(?:m|me)(?: (?:po|na|neskôr)(?: \w+)?)?""",
        unknown=r"""opýtať sa|opýtaj sa|opýtajte sa|spýtať sa|spýtaj sa|spýtajte sa|nikto nevie|zatiaľ nie
            |zatiaľ nevi\w+|ešte nie|ešte nevi\w+|neviem""",
        teaser="""to závisí|závisí od|záleží na|pozrime sa
            |existuje (?:viac|viacero|mnoho|veľa) (?:spôsobov|možností|odpovedí)""",
        negation="nie|bez|nikdy",
    ),
    "sl": dict(
        answer="odgovor|odgovori", solution="rešitev|rešitve", right="pravilen|pravilni|pravilna",
        key="pravilni odgovori|rešitve", explanation="razlaga|obrazložitev|pojasnilo|utemeljitev", hint="namig|namigi",
        references="viri|literatura|glej tudi",
        question="vprašanje", questions="vprašanja", exercise="naloga|naloge|vaja|vaje",
        true="drži|res|pravilno|točno",
        false="ne drži|ni res|napačno|nepravilno|netočno",
        quiz="kviz|preverjanje znanja|preveri se", announces="kviz|izpit|preverjanje znanja|preveri se",
        faq="pogosta vprašanja|pogosto zastavljena vprašanja",
        glossary="slovarček|slovar|pojmi", term="pojem|izraz|beseda", definition="definicija|pomen|razlaga|prevod",
        contents="kazalo|vsebina", sections="uvod|predgovor|povzetek|zaključek|priloga|priloge|avtorji|avtor",
        interviewed="intervju z|pogovor z", spoken="intervju|zapisnik|pogovor", you="imate|vam|vaš|vaša",
        speaker="imamo|jaz|moj|moja|imam",
        asks=r"kaj je|kaj so|kaj pomeni|kako se|kateri je|katera je|koliko \w+|zakaj \w+|drži ali ne", why="zakaj",
        what="kaj|kdaj", which="kateri|katera|katero",
        placeholder="""kmalu|bo dodano|odgovora še ni|dopolniti|(?:osebni|lasten) odgovor
            |(?:rešitev ni podana|odgovor ni podan)""",
        reveal="prikaži|pokaži|poglej|klikni",
        example="primeri|na primer",
        note="opomba|opombe",
        points="točke|točka|točk|točki",
        goes_on="in (?:kaj|kako|kje|kdaj|zakaj|kdo|kateri|katera)|kaj pa|pa (?:kaj|kako|zakaj)",
        because="zato ker|ker|saj(?= )", joins="oziroma", copula="je|sta(?= pravil)|so(?= pravil)",
        wrong="napačni|napačna|napačen|nepravilni", option="možnost|odgovor|izbira",
        all_above="""(?:vse|vsi|nič|nobeden|nobena|nobeno) (?:od )?(?:našteto|naštetega|naštetih|navedeno
            |navedenega|navedenih|zgoraj navedeno|zgoraj navedenega|zgornjih)""",
        except_for="razen", short="odg", difficulty="težavnost|zahtevnost|težavnostna stopnja",
        basics="začetniki|začetnik|osnovno|lahko", intermediate="srednje težko|srednja stopnja|srednje",
        advanced="napredno|napredni|zahtevno|težko", output="izpis",
        how_to=r"""kako(?! (?:se (?:imenuje|imenujejo|reče|piše)|pogosto|dolgo|daleč|hitro|globok\w*|širok\w*
            |težk\w*|visok\w*|velik\w*|star\w*|imenujemo|pravimo))|na kakšen način""",
        how="kako (?:deluje|delujejo|nastane|nastanejo|poteka)|na kakšen način",
        when=r"kdaj (?:je treba|moramo|moraš|naj|uporab\w+|se uporab\w+|lahko|je smiselno)|v katerih primerih",
        compares=r"razlik\w*|razlikuj\w*|primerjaj\w*|(?:boljš\w+|slabš\w+) (?:od|kot|kakor)",
        lists=r"naštej\w*|navedi\w*|imenuj\w*|katere so|kateri so|katera so",
        several="""vrste|prednosti|slabosti|pomanjkljivosti|korake|koraki|pravila|primere|lastnosti|načela|načine
            |načini|razlike""",
        follows=r"naslednj\w+|spodaj",
        above=r"zgoraj|prejšnj\w+ (?:kod\w*|primer\w*|tabel\w*|vprašanj\w*|nalog\w*)|v tem primeru",
        this_code=r"""(?:ta|to|tega|naslednji|naslednja|naslednje|naslednjega|spodnji|spodnja|spodnje
            |dani) (?:\w+ ){0,2}(?:koda|kode|program|programa|skripta|skripte|funkcija|funkcije|metoda|razred|zanka
            |poizvedba|ukaz|izraz)""",
        prints=r"kaj (?:izpiše|vrne) (?:koda|program|skripta|funkcija)(?=\W*\?)|kaj se izpiše",
        shown="""(?:ta|tej|naslednja|naslednji|naslednjem|spodnja|spodnji|spodnji|spodnjem) (?:tabela|tabeli
            |preglednica|preglednici|diagram|diagramu|slika|sliki|graf|grafu)""",
        shown_above="""zgornj(?:i|a|e|em) (?:kodi|koda|program|programu|primer|primeru|tabela|tabeli|diagram
            |diagramu|slika|sliki|graf|grafu)""",
        orders="""napiši|napišite|izračunaj|izračunajte|naštej|naštejte|navedi|navedite|nariši|narišite|poišči
            |poiščite|dopolni|dopolnite|določi|določite|reši|rešite|prevedi|prevedite""",
        tasks="""premisli|premislite|razmisli|razmislite|pogovori se|pogovorite se|poskusite|ugani|uganite|napiši
            |napišite|nariši|narišite|izračunaj|izračunajte|primerjaj|primerjajte|dokaži|dokažite|kaj misliš
            |kaj mislite""",
        says_nothing="mogoče|seveda|včasih|odvisno|neznano|ne vem|glej zgoraj|glej spodaj|enako",
        in_class=r"""pri pouku|na (?:predavanjih|predavanju|vajah)|glej (?:predavanj\w+|skripto|zapiske|učbenik)
            |naslednjič|bomo (?:obravnavali|razložili|dopolnili)(?: \w+){0,2}""",
        unknown="vprašaj|vprašajte|vprašati|treba vprašati|nihče ne ve|še ne|še ni|ne vem|ne vemo",
        teaser="to je odvisno|odvisno je|poglejmo|oglejmo si|obstaja (?:več|veliko) (?:načinov|možnosti|odgovorov)",
        negation="niso|brez|nikoli",
    ),
    "hr": dict(
        answer="odgovor|odgovori|odg", solution="rješenje|rješenja", right="točni|točan|točna|ispravni|ispravan|točno",
        key="točni odgovori|tačni odgovori|rješenja", explanation="objašnjenje|objašnjenja|obrazloženje|pojašnjenje",
        hint="pomoć|savjet", references="izvori|literatura|vidi također|pogledaj i",
        question="pitanje", questions="pitanja", exercise="zadatak|zadaci|vježba|vježbe",
        true="točno|tačno|istina|istinito", false="netočno|netačno|neistina|neistinito|pogrešno",
        quiz="kviz|provjera znanja|provjeri se", announces="kviz|ispit|provjera znanja|zadaci|provjeri se",
        faq="često postavljana pitanja|česta pitanja|najčešća pitanja",
        glossary="pojmovnik|rječnik|pojmovi", term="pojam|izraz|riječ",
        definition="definicija|značenje|objašnjenje|prijevod", contents="sadržaj",
        sections="uvod|predgovor|sažetak|zaključak|prilog|prilozi|autori",
        interviewed="intervju sa?|razgovor sa?", spoken="intervju|zapisnik|razgovor", you="imate|vam|vaš|vaša",
        speaker="imamo|moj|moja|imam|smo",
        asks=r"što je|šta je|što znači|kako se zove|koliko \w+|zašto \w+|koji je|koja je|točno ili netočno",
        why="zašto", what="što|kada|kako", which="koji|koja|koje",
        placeholder="""uskoro|bit će dodano|odgovor nedostaje|dopuniti|(?:osobni|vlastiti|individualni) odgovor
            |(?:rješenje nije navedeno|odgovor nije naveden)""",
        reveal="prikaži|pokaži|pogledaj|klikni|otkrij",
        example="primjer(?! (?:odgovora|rješenja))|primjeri",
        note="napomena|napomene",
        points="bod|boda|bodova",
        goes_on="a (?:što|kako|gdje|kada|zašto|tko|ako)|i (?:što|kako|gdje|kada|zašto|tko)",
        because="zato što|budući da|jer", joins="ili|i", copula="je|su(?= (?:toč|isprav))",
        wrong="netočni|netočan|netočno|pogrešni|pogrešan|neispravni", option="mogućnost|opcija|odgovor",
        all_above="""(?:sve|ništa|svi|nijedan|nijedno|nijedna) (?:od )?(?:navedeno|navedenoga|navedenog|navedenih
            |navedeni|gore navedenog|gore navedeno)""",
        except_for="osim", short="odg", difficulty="zahtjevnost|razina težine|razina",
        basics="početnici|početnik|početna|lako", intermediate="srednja razina|srednje teško|srednje",
        advanced="napredno|napredni|napredna|teško", output="ispis",
        how_to="""kako(?! (?:se (?:zove|zovu|naziva|nazivaju|kaže|piše)|često|dugo|daleko|nazivamo|zovemo))
            |na koji način|koji su koraci""",
        how="kako (?:radi|rade|funkcionira|funkcioniraju|nastaje|nastaju|djeluje)|na koji način",
        when="""kada (?:treba|trebamo|se koristi|koristimo|smijemo|smije|možemo|je potrebno|bi trebalo)
            |u kojim slučajevima""",
        compares=r"razlik\w*|razlikuj\w*|usporedi|usporedite|usporedba|(?:bolj\w+|lošij\w+|gor\w+) od",
        lists="nabroji|nabrojite|nabroj|navedi|navedite|imenuj|imenujte|koje su|koji su|koja su",
        several="""vrste|prednosti|nedostaci|nedostatke|koraci|korake|pravila|primjere|primjeri|svojstva|obilježja
            |načela|načine|načini|razlike""",
        follows=r"sljedeć\w+|niže naveden\w+|u nastavku",
        above=r"gore naveden\w+|prethodn\w+ (?:kod\w*|primjer\w*|tablic\w*|pitanj\w*|zadat\w*)|u ovom primjeru",
        this_code=r"""(?:ovaj|ova|ovo|ovog|ove|sljedeći|sljedeća|sljedeće|sljedećeg|zadani
            |dani) (?:\w+ ){0,2}(?:kod|koda|kôd|program|programa|skripta|skripte|funkcija|funkcije|metoda|klasa
            |petlja|upit|naredba|izraz)""",
        prints=r"što (?:ispisuje|vraća) (?:kod|program|skripta|funkcija)(?=\W*\?)|što se ispisuje|što će se ispisati",
        shown="""(?:ova|ovaj|ovoj|ovom|sljedeća|sljedeći|sljedećoj|sljedećem) (?:tablica|tablici|dijagram|dijagramu
            |slika|slici|graf|grafu)""",
        shown_above="(?:kod|program|primjer|tablica|dijagram|slika|karta|graf) (?:iznad|gore)",
        orders="""napiši|napišite|izračunaj|izračunajte|nabroji|nabrojite|navedi|navedite|nacrtaj|nacrtajte|pronađi
            |pronađite|dopuni|dopunite|odredi|odredite|riješi|riješite|prevedi|prevedite""",
        tasks="""razmisli|razmislite|raspravi|raspravite|pokušajte|pogodite|napiši|napišite|nacrtaj|nacrtajte
            |izračunaj|izračunajte|usporedi|usporedite|dokaži|dokažite|što misliš|što mislite""",
        says_nothing="možda|naravno|ponekad|ovisi|nepoznato|ne znam|vidi gore|vidi dolje|isto",
        in_class=r"""na (?:nastavi|predavanju|vježbama)|vidi (?:predavanj\w+|skriptu|bilješke|udžbenik)
            |sljedeći (?:put|sat)|na sljedećem (?:satu|predavanju)|obradit ćemo(?: \w+){0,2}
            |dopunit ćemo(?: \w+){0,2}""",
        unknown="pitaj|pitajte|pitati|upitati|upitaj|nitko ne zna|još ne|još nije|još nema|ne znam|ne znamo",
        teaser="to ovisi|ovisi o|pogledajmo|postoji (?:više|mnogo|nekoliko) (?:načina|mogućnosti|odgovora)",
        negation="nije|nisu|bez|nikada|nikad",
    ),
    "sr": dict(
        answer="одговор|одговори|odgovor|odgovori", solution="решење|решења|rešenje|rešenja",
        right="тачни|тачан|исправан|tačni|tačan|ispravan|тачно", key="тачни одговори|решења|tačni odgovori|rešenja",
        explanation="објашњење|објашњења|образложење|objašnjenje|objašnjenja|obrazloženje",
        hint="помоћ|наговештај|pomoć|nagoveštaj", references="извори|литература|izvori|literatura",
        question="питање|pitanje", questions="питања|pitanja",
        exercise="задатак|задаци|вежба|вежбе|zadatak|zadaci|vežba|vežbe",
        true="тачно|истина|tačno|istina", false="нетачно|неистина|погрешно|netačno|neistina|pogrešno",
        quiz="квиз|провера знања|kviz|provera znanja", announces="квиз|испит|провера знања|kviz|ispit|provera znanja",
        faq="""često postavljana pitanja|често постављана питања|најчешћа питања|честа питања|najčešća pitanja
            |česta pitanja""",
        glossary="речник|појмови|rečnik|pojmovi",
        term="појам|израз|реч|pojam|izraz|reč", definition="дефиниција|значење|превод|definicija|značenje|prevod",
        contents="садржај|sadržaj",
        sections="увод|предговор|резиме|закључак|прилог|аутори|uvod|predgovor|rezime|zaključak|prilog|autori",
        interviewed="интервју са?|разговор са?", spoken="intervju|zapisnik|razgovor|интервју|записник|разговор",
        you="имате|вам|ваш|imate", speaker="имамо|мој|моја|имам|смо|imamo|imam",
        asks=r"шта је|шта значи|како се зове|зашто \w+|који је|šta je|šta znači|kako se zove|zašto \w+|koji je",
        why="зашто|zašto", what="шта|када|како|šta|kada", which="који|која|које|koji|koja|koje",
        placeholder="""ускоро|биће додато|uskoro|biće dodato|(?:лични|сопствени) одговор|(?:lični|sopstveni) odgovor
            |(?:решење није дато|одговор није дат)|(?:rešenje nije dato|odgovor nije dat)""",
        reveal="прикажи|покажи|погледај|кликни|откриј|prikaži|pokaži|pogledaj|klikni|otkrij",
        example="пример(?! (?:одговора|решења))|примери|primeri|na primer",
        note="напомена|напомене|napomena|napomene",
        points="бод|бода|бодова|поен|поена|bod|boda|bodova|poen|poena",
        because="јер|зато што|будући да|пошто", joins="и|или", copula="је|су",
        wrong="нетачни|нетачан|нетачно|погрешни|погрешан", option="опција|могућност|одговор|понуђени одговор",
        all_above="""(?:све|ништа|сви|ниједан|ниједно|ниједна) (?:од )?(?:наведено|наведеног|наведених|наведени
            |горе наведеног|горе наведено)""",
        except_for="осим", short="одг", difficulty="тежина задатка|ниво|ниво тежине|сложеност",
        basics="почетници|почетник|лако", intermediate="средњи ниво|средње тешко|средње",
        advanced="напредно|напредни|тешко", output="испис",
        how_to="""како(?! (?:се (?:зове|зову|назива|називају|каже|пише)|често|дуго|далеко|називамо|зовемо))
            |на који начин|који су кораци""",
        how="како (?:ради|раде|функционише|функционишу|настаје|настају|делује)|на који начин",
        when="када (?:треба|се користи|користимо|смемо|сме|можемо|је потребно|би требало)|у којим случајевима",
        compares=r"разлик\w*|разликуј\w*|упореди|упоредите|(?:бољ\w+|лошиј\w+|гор\w+) од",
        lists="наброј|набројте|наброји|набројати|наведи|наведите|именуј|именујте|које су|који су|која су",
        several="""врсте|предности|недостаци|недостатке|кораци|кораке|фазе|правила|примери|примере|особине|својства
            |начини|начине|методе|разлике""",
        follows=r"следећ\w+|ниже наведен\w+|у наставку",
        above=r"горе наведен\w+|претходн\w+ (?:код\w*|пример\w*|табел\w*|питањ\w*|задат\w*)|у овом примеру",
        this_code=r"""(?:овај|ова|ово|овог|ове|следећи|следећа|следеће|следећег|дати) (?:\w+ ){0,2}(?:код|кода|ко̂д
            |програм|програма|скрипта|скрипте|функција|функције|метода|класа|петља|упит|наредба|израз)""",
        prints=r"""шта (?:исписује|штампа|враћа) (?:код|програм|скрипта|функција)(?=\W*\?)|шта се исписује
            |шта ће се исписати""",
        shown="""(?:ова|овај|овој|овом|следећа|следећи|следећој|следећем) (?:табела|табели|дијаграм|дијаграму|слика
            |слици|график|графику)""",
        shown_above="(?:код|програм|пример|табела|дијаграм|слика|мапа|график) (?:изнад|горе)",
        orders="""напиши|напишите|израчунај|израчунајте|наброј|набројте|наведи|наведите|нацртај|нацртајте|пронађи
            |пронађите|допуни|допуните|одреди|одредите|реши|преведи|преведите|napiši|napišite|izračunaj|izračunajte""",
        tasks="""размисли|размислите|дискутуј|дискутујте|покушајте|погодите|напиши|напишите|нацртај|нацртајте
            |израчунај|израчунајте|упореди|упоредите|докажи|докажите|шта мислиш|шта мислите""",
        says_nothing="можда|наравно|понекад|зависи|непознато|не знам|види горе|види доле|исто",
        in_class=r"""на (?:часу|настави|предавању|вежбама)|види (?:предавањ\w+|скрипту|белешке|уџбеник)
            |следећи (?:пут|час)|на следећем (?:часу|предавању)|обрадићемо(?: \w+){0,2}|допунићемо(?: \w+){0,2}""",
        unknown="питај|питајте|питати|упитати|упитај|нико не зна|још не|још није|још нема|не знам|не знамо|niko ne zna",
        teaser="то зависи|зависи од|погледајмо|постоји (?:више|много|неколико) (?:начина|могућности|одговора)",
        negation="није|нису|без|никада|никад",
    ),
    "bg": dict(
        answer="отговор|отговори|отговорът|отговора|отговорите",
        solution="решение|решения|решението|решенията",
        right="верен|верният|верни|правилен|правилният|правилни|вярно", key="ключ|верни отговори|ключ с отговорите",
        explanation="обяснение|обяснения|обосновка",
        hint="подсказка|подсказки|упътване",
        references="източници|литература|вижте също",
        question="въпрос", questions="въпроси", exercise="задача|задачи|упражнение|упражнения",
        true="вярно|истина", false="невярно|грешно|неистина",
        quiz="тест|викторина|провери се|самопроверка", announces="тест|изпит|викторина|упражнения|провери се",
        faq="често задавани въпроси|чести въпроси",
        glossary="речник|термини|понятия", term="термин|понятие|дума",
        definition="определение|значение|дефиниция|превод", contents="съдържание",
        sections="въведение|увод|предговор|обобщение|заключение|приложение|автори",
        interviewed="интервю с|разговор с", spoken="интервю|протокол|разговор", you="вие|ви|имате|вашият",
        speaker="аз|ние|нас|имаме|имам",
        asks=r"какво е|какво означава|какво представлява|как се нарича|колко \w+|защо \w+|кой е|коя е|вярно или",
        why="защо", what="какво|как|кога", which="кой|коя|кое|кои",
        placeholder="""очаквайте скоро|предстои|ще бъде добавено|още няма отговор|(?:свободен|личен
            |индивидуален) отговор|(?:решение не е дадено|отговор не е даден)""",
        reveal="покажи|виж|кликни|разкрий",
        example="пример|примери",
        note="бележка|бележки|забележка",
        points="точки|точка|т",
        goes_on="а (?:какво|как|къде|кога|защо|кой|ако)", because="защото|понеже|тъй като", joins="и|или",
        copula="е(?= (?:вер|прав))|са", wrong="грешни|грешен|грешно|неверни|неправилни",
        option="вариант|отговор|опция|възможност",
        all_above="""(?:всички|нито един|нито едно|никой) (?:от )?(?:изброените|посочените|горните|горепосочените)
            |всичко изброено|всичко посочено""",
        except_for="освен", short="отг", difficulty="трудност|ниво на трудност|ниво|сложност",
        basics="начинаещи|начинаещ|лесн(?:о|а|и)", intermediate="средно ниво|средна трудност|средно",
        advanced="напреднали|напреднал|трудн(?:о|а|и)", output="изход на програмата",
        how_to="как(?! се (?:нарича|наричат|казва|казват))|по какъв начин|какви са стъпките",
        how="как (?:работи|работят|действа|функционира|възниква|се образува)|по какъв начин",
        when="кога (?:се използва|използваме|трябва|може|е добре|е необходимо)|в кои случаи|в какви случаи",
        compares=r"разлик\w*|различава\w*|сравни|сравнете|сравнение|(?:по-добр\w+|по-лош\w+) от",
        lists="избройте|изброй|назовете|назови|посочете|посочи|какви са|кои са",
        several="""видове|видовете|типове|предимства|предимствата|недостатъци|недостатъците|стъпки|стъпките|етапите
            |фазите|правилата|свойствата|начини|начините|методите|разликите""",
        follows="следн(?:ия|ият|ата|ото|ите)|по-долу",
        above=r"по-горе|предишн\w+ (?:код\w*|пример\w*|таблиц\w*|въпрос\w*|задач\w*)|в този пример",
        this_code=r"""(?:този|тази|това|тези|следният|следния|следната|следното|даденият
            |дадения) (?:\w+ ){0,2}(?:код|кода|програма|програмата|скрипт|скрипта|функция|функцията|метод|клас
            |цикъл|заявка|заявката|команда|израз)""",
        prints=r"""какво (?:извежда|отпечатва|връща) (?:кодът|програмата|скриптът|функцията)(?=\W*\?)
            |какво се (?:извежда|отпечатва)""",
        shown="""(?:тази|този|това|следната|следния|следното) (?:таблица|диаграма|изображение|картина|фигура
            |графика|схема)""",
        shown_above="""(?:кодът|кода|програмата|примерът|примера|таблицата|диаграмата|фигурата|картината
            |картата) по-горе""",
        orders="""напишете|напиши|изчислете|изчисли|пресметнете|пресметни|избройте|изброй|назовете|начертайте
            |начертай|намерете|намери|посочете|допълнете|попълнете|решете|реши|преведете|преведи|определете
            |дайте (?:пример|два|три)""",
        tasks="""помислете|помисли|обсъдете|обсъди|опитайте|опитай|познайте|познай|напишете|напиши|нарисувайте
            |нарисувай|изчислете|изчисли|сравнете|сравни|докажете|докажи|какво мислиш|какво мислите|как мислиш
            |как мислите""",
        says_nothing="може би|разбира се|понякога|зависи|неизвестно|не знам|виж по-горе|виж по-долу|същото",
        in_class=r"""по време на час|(?:разгледаме|обсъдим|учим|правим) (?:го )?в час
            |на (?:лекцията|лекции|упражнението|упражнения)|виж (?:лекци\w+|записките|учебника)|следващия път
            |следващия час|ще (?:го )?(?:обсъдим|разгледаме|допълним)(?: \w+){0,2}""",
        unknown="питай|питайте|попитай|попитайте|да питам|да попитам|никой не знае|още не|все още|не знам|не знаем",
        teaser="""това зависи|зависи от|нека (?:видим|разгледаме)
            |има (?:много|няколко|различни) (?:начина|начини|възможности|отговора|отговори)""",
        negation="не|няма|без|никога",
    ),
    "be": dict(
        answer="адказ|адказы", solution="рашэнне|рашэнні|развязанне", right="правільны|правільная|верны",
        key="ключ|правільныя адказы", explanation="тлумачэнне|тлумачэнні|абгрунтаванне", hint="падказка|падказкі",
        references="крыніцы|літаратура|глядзіце таксама",
        question="пытанне", questions="пытанні", exercise="заданне|заданні|практыкаванне|практыкаванні|задача|задачы",
        true="праўда|верна|правільна", false="няпраўда|няверна|няправільна|хлусня",
        quiz="тэст|віктарына|праверце сябе", announces="тэст|віктарына|залік|экзамен|праверце сябе",
        faq="частыя пытанні|часта задаваныя пытанні",
        glossary="слоўнік|тэрміны|паняцці", term="тэрмін|паняцце|слова", definition="вызначэнне|значэнне|пераклад",
        contents="змест", sections="уводзіны|прадмова|падсумаванне|высновы|дадатак|аўтары",
        interviewed="інтэрв'ю з", spoken="інтэрв'ю|пратакол|размова", you="вы|вас|вам|вашы", speaker="мы|нас|нам",
        asks=r"што такое|што значыць|што азначае|як называецца|колькі \w+|чаму \w+|праўда ці", why="чаму",
        what="што|як|калі", which="які|якая|якое|якія",
        placeholder="""хутка будзе|будзе дададзена|адказу пакуль няма|(?:уласны|асабісты) адказ
            |(?:рашэнне не прыведзена|адказ не прыведзены)""",
        reveal="паказаць|пакажы|глядзець|адкрыць",
        example="прыклад(?! (?:адказу|рашэння))|прыклады",
        note="заўвага|заўвагі",
        points="балы|бал|бала|балаў",
        goes_on="а|але|і (?:што|як|дзе|калі|чаму|хто)", because="таму што|бо|паколькі", joins="і|або",
        wrong="няправільныя|няправільны|памылковыя", option="варыянт|адказ",
        all_above="""(?:усё|усе|нічога|ніводзін|ніводнае) (?:з )?(?:пералічанае|пералічанага|пералічаных
            |вышэйпералічанае|вышэйпералічанага)""",
        except_for="акрамя|апроч", short="адк", difficulty="складанасць|узровень|узровень складанасці",
        basics="пачатковы|пачаткоўцы|лёгк(?:і|ая|ае)", intermediate="сярэдні|сярэдняя",
        advanced="прасунуты|складаны|цяжк(?:і|ая|ае)", output="вывад",
        how_to=r"як(?! (?:называ\w+|завецца|часта|доўга))|якім чынам",
        how=r"як (?:працу\w+|дзейніча\w+|утвара\w+|адбываецца)|якім чынам",
        when=r"калі (?:трэба|варта|выкарыст\w+|можна|лепш)|у якіх выпадках", compares=r"розніц\w*|адрозн\w*|параўна\w*",
        lists="назавіце|назаві|пералічыце|пералічы|якія",
        several="віды|тыпы|перавагі|недахопы|крокі|этапы|правілы|прыклады|уласцівасці|прынцыпы|спосабы|адрозненні",
        follows=r"наступн\w+|ніжэйпрыведзен\w+",
        above=r"вышэйпрыведзен\w+|папярэдн\w+ (?:код\w*|прыклад\w*|табліц\w*|пытанн\w*)|у гэтым прыкладзе",
        this_code=r"""(?:гэты|гэтая|гэтага|гэтай|наступны|наступная|дадзены) (?:\w+ ){0,2}(?:код|кода|праграма
            |праграмы|скрыпт|функцыя|функцыі|метад|клас|цыкл|запыт|каманда|выраз)""",
        orders="""напішыце|напішы|вылічыце|вылічы|назавіце|назаві|пералічыце|пералічы|намалюйце|намалюй|знайдзіце
            |знайдзі|дапоўніце|вызначце|рашыце|перакладзіце""",
        tasks="""падумайце|падумай|абмяркуйце|паспрабуйце|паспрабуй|напішыце|напішы|намалюйце|намалюй|вылічыце
            |вылічы|параўнайце|параўнай|дакажыце|дакажы|як вы думаеце|як ты думаеш|што вы думаеце""",
        says_nothing="магчыма|вядома|часам|залежыць|невядома|не ведаю|гл вышэй|гл ніжэй|тое ж самае",
        in_class=r"""на (?:уроку|ўроку|лекцыі|занятках|семінары)|гл\.? (?:лекцы\w+|канспект\w*|падручнік\w*)
            |у наступны раз|абмяркуем(?: \w+){0,2}""",
        unknown="спытаць|спытай|спытайце|запытаць|запытай|ніхто не ведае|яшчэ не|пакуль не|не ведаю|не ведаем",
        teaser="""гэта залежыць|залежыць ад|разгледзім|паглядзім
            |ёсць (?:шмат|некалькі|розныя) (?:спосабаў|варыянтаў|адказаў)""",
        negation="не|няма|без|ніколі", copula="правільны|правільная|правільна",
    ),
    "he": dict(
        answer="תשובה|תשובות", solution="פתרון|פתרונות", right="נכונה|הנכונה|נכון", key="מפתח תשובות|מחוון",
        explanation="הסבר|הסברים|נימוק", hint="רמז|רמזים", references="מקורות|ביבליוגרפיה|ראו גם|קריאה נוספת",
        question="שאלה", questions="שאלות", exercise="תרגיל|תרגילים|משימה|מטלה",
        true="נכון|אמת", false="לא נכון|שגוי|שקר",
        quiz="חידון|מבחן|בוחן|בחן את עצמך", announces="חידון|מבחן|בוחן|תרגול|בחן את עצמך", faq="שאלות נפוצות",
        glossary="מילון|מונחים|מושגים", term="מונח|מושג|מילה", definition="הגדרה|משמעות|תרגום",
        contents="תוכן עניינים|תוכן העניינים", sections="מבוא|הקדמה|סיכום|נספח|נספחים|מחברים",
        interviewed="ראיון עם", spoken="ראיון|פרוטוקול|שיחה", you="אתה|אתם|שלך|שלכם|לך", speaker="אני|אנחנו|שלי|שלנו",
        asks=r"מהו|מהי|מהם|מהן|מה זה|מה ההבדל|כמה \w+|באיזה \w+|באיזו \w+|נכון או לא", why="למה|מדוע",
        what="מה|איך|מתי", which="איזה|איזו|אילו",
        placeholder="בקרוב|יושלם בהמשך|טרם נענה|תשובה (?:אישית|חופשית)|לא ניתנה תשובה",
        prefixes="ה",
        reveal="הצג|הראה|הצגת|לחצו|גלה",
        small="את",
        example="דוגמה(?! ל(?:תשובה|פתרון))|דוגמאות",
        note="הערה|הערות",
        points="נקודות|נקודה",
        goes_on="ומה|ואיך|ומתי|ולמה|ומי|ואיפה|אבל", because=r"כי|משום ש\w+|מכיוון ש\w+|מפני ש\w+", joins="או",
        copula="היא|הוא|הן|הם|נכונה|נכון|נכונות|נכונים", wrong="שגויה|שגויות|לא נכונה|לא נכונות", question_letter="ש",
        answer_letter="ת", short="תש", option="אפשרות|תשובה|סעיף",
        all_above="""כל (?:התשובות|הנ"ל|האמור לעיל)(?: נכונות)?
            |אף (?:תשובה|אחת|אחד)(?: אינה נכונה| לא נכונה| מהנ"ל| מהתשובות)?""",
        except_for=r"חוץ מ\w+|למעט|מלבד", difficulty="רמה|רמת קושי|דרגת קושי|קושי", basics="מתחילים|קל",
        intermediate="בינוני|בינונית|ביניים", advanced="מתקדמים|מתקדם|קשה", output="פלט",
        how_to=r"איך(?! (?:קוראים|נקרא|נקראת))|כיצד(?! נקרא\w*)|באיזה אופן|באילו דרכים",
        how=r"איך (?:פועל\w*|עובד\w*|נוצר\w*)|כיצד (?:פועל\w*|עובד\w*|נוצר\w*)",
        when="מתי (?:כדאי|צריך|יש|משתמשים|נכון|מותר|נשתמש)|באילו מקרים",
        compares="הבדל|הבדלים|ההבדל בין|השוו|השווה|השוואה|שונה|שונים|שונות",
        lists="מנו|ציין|ציינו|פרט|פרטו|אילו|מהם|מהן",
        several="""סוגים|סוגי|יתרונות|חסרונות|שלבים|שלבי|כללים|כללי|דוגמאות|תכונות|מאפיינים|מאפייני|עקרונות|דרכים
            |הבדלים|שיטות""",
        follows="הבא|הבאה|הבאים|הבאות|להלן|שלהלן",
        above="לעיל|שלעיל|בדוגמה זו|(?:קוד|דוגמה|טבלה|תרשים|שאלה) (?:הקודם|הקודמת)",
        this_code="""(?:קוד|תוכנית|תכנית|סקריפט|פונקציה|מתודה|לולאה|שאילתה|ביטוי|קטע קוד|קטע הקוד) (?:הזה|הזאת|הזו
            |הבא|הבאה|שלהלן|הנתון|הנתונה|זה|זו)""",
        prints="מה (?:מדפיס|מחזיר|מדפיסה|מחזירה) (?:הקוד|התוכנית|התכנית|הסקריפט|הפונקציה)|מה יודפס|מה מודפס|מה הפלט",
        shown="(?:טבלה|תרשים|תמונה|איור|גרף) (?:הזה|הזאת|הזו|הבא|הבאה|שלהלן)",
        shown_above="(?:קוד|תוכנית|תכנית|דוגמה|טבלה|תרשים|תמונה|איור|גרף|מפה) (?:שלמעלה|לעיל|שלעיל)",
        orders="""כתוב|כתבו|ציין|ציינו|פרטו|מנו|ציירו|סרטטו|מצאו|השלם|השלימו|פתרו|תרגם|תרגמו|חשבו את|הוכח|הוכיחו
            |תנו (?:דוגמה|דוגמאות|שתי|שני|שלוש)""",
        tasks="""חשוב|חשבו|דון|דונו|נסה|נסו|נחש|נחשו|כתוב|כתבו|צייר|ציירו|חשב|השווה|השוו|הוכח|הוכיחו|מה דעתך
            |מה דעתכם|מה אתה חושב|מה לדעתך|מה לדעתכם""",
        says_nothing='כן|לא|אולי|כמובן|לפעמים|תלוי|לא ידוע|לא יודע|ראה לעיל|ראו לעיל|כנ"ל|אותו דבר',
        in_class=r"""בשיעור הבא|במהלך השיעור|בכיתה|(?:ראה|ראו) (?:הרצאה|מצגת|סיכום|ספר)|בפעם הבאה
            |(?:נדון|נדבר|נלמד|נשלים)(?: \w+){0,3}""",
        unknown="לשאול|תשאל|תשאלו|שאל|שאלו|אף אחד לא|עדיין לא|עוד לא|עדיין אין|לא (?:יודע|יודעת|יודעים|ידוע)",
        teaser=r"זה תלוי|תלוי ב\w+|בואו נראה|נסתכל על|יש (?:הרבה|כמה|מספר) (?:דרכים|תשובות|אפשרויות)",
        negation="לא|אין|אינה|אינו|בלי|ללא|אף", refers="זה|זו|זאת|הזה|הזו|הזאת|אותו|אותה|אלה|אלו",
    ),
    "th": dict(
        answer="คำตอบ|เฉลย|ตอบ", solution="วิธีทำ|แนวคำตอบ", right="ที่ถูกต้อง|ที่ถูก|ถูกต้อง", key="เฉลย|เฉลยคำตอบ",
        explanation="คำอธิบาย|อธิบาย|เหตุผล", hint="คำใบ้", references="อ้างอิง|แหล่งที่มา|บรรณานุกรม|อ่านเพิ่มเติม",
        question="คำถาม|ถาม", numbered="ข้อที่|ข้อ", exercise="แบบฝึกหัด|โจทย์",
        true="ถูกต้อง|ถูก|จริง", false="ผิด|เท็จ", judge="ถูกหรือผิด",
        quiz="แบบทดสอบ|ข้อสอบ|ทดสอบความรู้",
        announces="คำถาม|แบบทดสอบ|ข้อสอบ|ถาม-ตอบ|แบบฝึกหัด|ทดสอบความรู้",
        faq="คำถามที่พบบ่อย",
        glossary="อภิธานศัพท์|คำศัพท์", term="คำศัพท์|ศัพท์|คำ", definition="ความหมาย|คำนิยาม|คำแปล", contents="สารบัญ",
        sections="บทนำ|คำนำ|สรุป|บทสรุป|ภาคผนวก|ผู้เขียน",
        spoken="บทสัมภาษณ์|รายงานการประชุม|บทสนทนา",
        asks="อะไรคือ|ทำไม|เพราะเหตุใด|ใครคือ|ข้อใด",
        asks_last="""คืออะไร|อะไร|อะไรบ้าง|ข้อใด|ที่ใด|วันใด|เมื่อใด|อย่างไร|เท่าไร|เท่าไหร่|เท่าใด|ที่ไหน|เมื่อไร|เมื่อไหร่|หรือไม่|กี่โมง|กี่ครั้ง
            |กี่วัน|กี่ตัว|กี่คน|กี่ชนิด|ใคร|ไหม|เพราะเหตุใด|เพราะอะไร""",
        placeholder="""เร็ว ๆ นี้|ยังไม่มีคำตอบ|รอเพิ่มเติม|คำตอบส่วนตัว|(?:ขึ้นอยู่กับ
            |อยู่ใน)ดุลยพินิจของครู(?:ผู้สอน)?|ไม่มีเฉลย""",
        boundaries="none",
        reveal="แสดง|ดู|คลิก|เปิด",
        example="ตัวอย่าง(?!คำตอบ|เฉลย)",
        note="หมายเหตุ",
        points="คะแนน",
        because="เพราะว่า|เพราะ|เนื่องจาก", joins="และ|หรือ", copula="ถูกต้อง|ถูก|เป็นคำตอบที่ถูกต้อง|คือ|เป็น",
        wrong="คำตอบที่ผิด|ที่ผิด", option="ตัวเลือก",
        all_above="ถูกทุกข้อ|ผิดทุกข้อ|ไม่มีข้อใดถูก|ไม่มีข้อถูก|ถูกทั้งหมด", except_for="ยกเว้น",
        difficulty="ระดับความยาก|ความยาก|ระดับ", basics="พื้นฐาน|เบื้องต้น|ผู้เริ่มต้น|ง่าย",
        intermediate="ระดับกลาง|ปานกลาง", advanced="ขั้นสูง|ระดับสูง|ยาก", output="ผลลัพธ์", how_to="อย่างไร|ทำอย่างไร",
        how="อย่างไร|ยังไง", when="เมื่อใดควร|ควรใช้เมื่อใด|ในกรณีใด",
        compares="แตกต่าง|ต่างกัน|เปรียบเทียบ|ดีกว่า|แย่กว่า", lists="จงบอก|จงระบุ|จงยก|ระบุ|บอกชื่อ|ยกตัวอย่าง",
        several="อะไรบ้าง|ใดบ้าง|ไหนบ้าง|ข้อดี|ข้อเสีย|ขั้นตอน|กี่ประเภท|กี่ชนิด",
        follows="ต่อไปนี้|ข้างล่างนี้|ดังนี้", above="ข้างต้น|ข้อที่แล้ว|ในตัวอย่างนี้",
        this_code="(?:โค้ด|โปรแกรม|สคริปต์|ฟังก์ชัน|คำสั่ง|คิวรี)(?:นี้|ต่อไปนี้|ด้านล่าง|ข้างล่าง)",
        prints="พิมพ์อะไร|แสดงผลอะไร|ผลลัพธ์คืออะไร",
        shown="(?:ตาราง|แผนภาพ|แผนภูมิ|รูป|ภาพ|กราฟ)(?:นี้|ต่อไปนี้|ด้านล่าง|ข้างล่าง)",
        shown_above="(?:โค้ด|โปรแกรม|ตัวอย่าง|ตาราง|แผนภาพ|รูป|ภาพ|กราฟ)(?:ด้านบน|ข้างต้น|ข้างบน)",
        orders="จงเขียน|จงคำนวณ|จงหา|จงบอก|จงระบุ|จงวาด|จงเติม|จงแปล|จงยกตัวอย่าง|จงอธิบาย",
        tasks="ลองคิด|ลองทำ|ลองเขียน|อภิปราย|จงเขียน|จงคำนวณ|คุณคิดว่า|นักเรียนคิดว่า",
        in_class="ในชั้นเรียน|ในห้องเรียน|ในคาบเรียน|คาบหน้า|ครั้งหน้า|ดูสไลด์|ดูหนังสือ",
        unknown="ถาม(?:ครู|อาจารย์|พี่|เพื่อน|คุณ)|ต้องถาม|สอบถาม|ยังไม่มี|ยังไม่รู้|ไม่ทราบ|ไม่รู้",
        says_nothing="ใช่|ไม่ใช่|อาจจะ|แล้วแต่|ขึ้นอยู่กับ|ไม่ทราบ|ไม่รู้", teaser="ขึ้นอยู่กับ|มาดูกัน|มีหลายวิธี",
        negation="ไม่|ไม่มี",
    ),
    "bn": dict(
        answer="উত্তর", solution="সমাধান", right="সঠিক", key="উত্তরমালা|উত্তরপত্র", explanation="ব্যাখ্যা",
        hint="ইঙ্গিত|সংকেত", references="তথ্যসূত্র|আরও পড়ুন|আরও দেখুন",
        question="প্রশ্ন", questions="প্রশ্নাবলী|প্রশ্নগুলি", exercise="অনুশীলনী|অনুশীলন",
        true="সত্য|সঠিক",
        false="মিথ্যা|ভুল",
        quiz="কুইজ|মডেল টেস্ট",
        announces="প্রশ্ন|প্রশ্নোত্তর|কুইজ|সাধারণ জ্ঞান|মডেল টেস্ট",
        glossary="শব্দকোষ|পরিভাষা|শব্দার্থ",
        term="শব্দ|পরিভাষা", definition="অর্থ|সংজ্ঞা", contents="সূচিপত্র", sections="ভূমিকা|উপসংহার|সারসংক্ষেপ|পরিশিষ্ট",
        you="আপনি|তুমি|আপনার|তোমার", speaker="আমি|আমরা|আমার|আমাদের",
        asks="কাকে বলে|সত্য না মিথ্যা", asks_last="কী|কাকে বলে|কে|কোনটি|কোথায়|কেন|কখন|কয়টি", why="কেন",
        what="কী|কখন|কীভাবে", which="কোন|কোনটি",
        placeholder="শীঘ্রই আসছে|উত্তর এখনও নেই",
        reveal="দেখুন|দেখাও|দেখান",
        example="উদাহরণ",
        note="দ্রষ্টব্য",
        faq="সচরাচর জিজ্ঞাসা|সচরাচর জিজ্ঞাস্য|প্রায়শই জিজ্ঞাসিত প্রশ্ন",
        because="কারণ|যেহেতু", joins="এবং|অথবা", wrong="ভুল", difficulty="কঠিনতা|স্তর|কঠিনতার স্তর",
        how_to="কীভাবে|কিভাবে", how="কীভাবে|কিভাবে", compares="পার্থক্য|তুলনা", lists="তালিকা",
        several="কী কী|কি কি|প্রকারভেদ|সুবিধা|অসুবিধা|ধাপ|নিয়ম|বৈশিষ্ট্য", follows="নিচের|নীচের|নিম্নলিখিত|নিম্নোক্ত",
        this_code="(?:এই|নিচের|নীচের|নিম্নলিখিত) (?:কোড|কোডটি|কোডের|প্রোগ্রাম|প্রোগ্রামটি|ফাংশন|ফাংশনটি)",
        in_class="ক্লাসে|পরের ক্লাসে|পরবর্তী ক্লাসে",
        unknown="জিজ্ঞাসা|জিজ্ঞেস|কেউ জানে না|এখনও (?:না|নেই)|এখনো (?:না|নেই)|জানি না",
    ),
    "ms": dict(
        answer="jawapan|jwp", solution="penyelesaian|jalan kerja", right="betul|tepat|sebenar",
        key="skema jawapan|skema pemarkahan", explanation="penjelasan|penerangan", hint="petunjuk|pembayang",
        references="rujukan|sumber|bacaan lanjut|lihat juga",
        question="soalan", exercise="latihan|tugasan",
        true="benar|betul", false="palsu|salah",
        quiz="kuiz|ujian|uji minda", announces="soalan|kuiz|ujian|peperiksaan|latihan|uji minda", faq="soalan lazim",
        glossary="glosari|kosa kata|istilah", term="istilah|perkataan|konsep",
        definition="takrif|definisi|maksud|terjemahan", contents="kandungan|isi kandungan",
        sections="pengenalan|prakata|ringkasan|rumusan|kesimpulan|lampiran|penulis",
        spoken="temu bual|minit mesyuarat", you="awak|anda|encik|puan", speaker="saya|kami",
        asks="apakah|apa itu|siapakah|bilakah|berapakah|di manakah|mengapakah|bagaimanakah|namakan|benar atau palsu",
        why="mengapa|kenapa", what="apakah|bagaimana|bilakah", which="yang manakah|manakah",
        placeholder="""akan datang|belum dijawab|akan ditambah|jawapan (?:peribadi|sendiri)|jawapan (?:murid
            |pelajar) (?:sendiri|berbeza)|jawapan tidak (?:diberikan|disediakan)""",
        reveal="tunjuk|tunjukkan|lihat|papar|paparkan|klik",
        example="contoh(?! (?:jawapan|penyelesaian))",
        note="nota|catatan",
        points="markah",
        questions="soalan-soalan",
        because="kerana|sebab", wrong="jawapan salah", option="pilihan|jawapan", copula="ialah|adalah|betul",
        all_above="semua (?:di atas|jawapan di atas|betul)|tiada (?:satu pun|jawapan) (?:di atas|yang betul)",
        except_for="kecuali", difficulty="kesukaran|tahap kesukaran|aras kesukaran", basics="tahap asas",
        intermediate="tahap pertengahan", advanced="tahap lanjutan", how_to=r"bagaimana(?:kah)?|apakah langkah\w*",
        how="bagaimana(?:kah)?", when="bilakah|dalam keadaan apa",
        compares="perbezaan|beza|bezanya|bezakan|bandingkan|perbandingan", lists="senaraikan|nyatakan|namakan|sebutkan",
        several="kaedah|kelemahan|perbezaan",
        this_code="(?:kod|atur cara|aturcara|program|skrip|fungsi|pertanyaan|arahan) (?:ini|berikut|di bawah)",
        shown="(?:jadual|rajah|gambar|graf|carta) (?:ini|berikut|di bawah)",
        shown_above="(?:kod|atur cara|contoh|jadual|rajah|gambar|graf|peta) di atas",
        orders="senaraikan|nyatakan|namakan|kirakan|kira (?:nilai|jumlah|luas)|lukiskan|lengkapkan",
        tasks="fikirkan|bincangkan|cuba teka|tuliskan|lukiskan|buktikan|pada pendapat anda",
        in_class=r"""di dalam kelas|dalam kelas|di kelas|lihat (?:nota|buku)|kelas (?:akan datang|seterusnya)
            |akan dibincangkan(?: \w+){0,2}""",
        unknown="tiada siapa|belum pasti|tak tahu|tanya",
        teaser="bergantung pada|bergantung kepada|mari kita|terdapat (?:banyak|beberapa) (?:cara|jenis)",
        says_nothing="mungkin|sudah tentu|kadang-kadang|bergantung|tidak diketahui|lihat di atas",
    ),
    "tl": dict(
        answer="sagot|kasagutan", solution="solusyon", right="tamang|wastong", key="susi sa pagwawasto|mga sagot",
        explanation="paliwanag", hint="pahiwatig", references="sanggunian|mga sanggunian",
        question="tanong|katanungan", questions="mga tanong", exercise="pagsasanay|gawain",
        true="tama|totoo",
        false="mali|hindi totoo",
        quiz="pagsusulit|maikling pagsusulit", announces="tanong|pagsusulit|katanungan|pagsasanay",
        glossary="talasalitaan|talahulugan", term="salita|termino", definition="kahulugan|depinisyon|salin",
        contents="nilalaman|talaan ng nilalaman", sections="panimula|paunang salita|buod|konklusyon|apendiks",
        you="ikaw|kayo|iyong|inyong", speaker="kami|kaming|aking|aming",
        asks=r"ano ang|sino ang|saan ang|alin ang|bakit \w+|ilan ang|ilang \w+|paano \w+|tama o mali", why="bakit",
        what="paano|kailan", which="alin|aling",
        placeholder="malapit na|wala pang sagot|idadagdag pa|sariling sagot|walang ibinigay na sagot",
        reveal="ipakita|tingnan",
        small="ang|ang mga|para sa",
        example="halimbawa",
        note="paalala",
        points="puntos",
        faq="madalas itanong|mga madalas itanong",
        because="dahil|sapagkat",
        all_above="lahat ng nabanggit|wala sa nabanggit|wala sa mga nabanggit|lahat ng nasa itaas",
        difficulty="antas ng hirap|antas|kahirapan", how_to="paano",
        compares="pagkakaiba|pinagkaiba|ihambing|paghambingin|pagkakaiba-iba",
        lists="magbigay|isa-isahin|banggitin|anu-ano|ano-ano|ilista|ano ang mga", follows="sumusunod",
        this_code="""(?:sumusunod na|ng) (?:code|programa|program|function|script) (?:na ito|sa ibaba)
            |sumusunod na (?:code|programa|program|function|script)|(?:code|programa|program) na ito""",
        in_class=r"""sa klase|tatalakayin(?: \w+){0,3}|sa susunod na (?:klase|pagkikita)
            |tingnan ang (?:libro|aklat|tala)""",
        unknown="itanong|tanungin|magtanong|hindi pa|hindi ko alam|walang nakakaalam",
        teaser="depende sa|tingnan natin|maraming (?:paraan|sagot)",
    ),
    "sw": dict(
        answer="jibu|majibu|jawabu", solution="suluhisho|ufumbuzi", right="sahihi", key="majibu sahihi",
        explanation="maelezo|ufafanuzi", hint="dokezo|kidokezo", references="marejeo|vyanzo|soma zaidi",
        question="swali", questions="maswali", exercise="zoezi|mazoezi",
        true="kweli|ndiyo kweli", false="uongo|si kweli|sikweli",
        quiz="jaribio|chemsha bongo|chemsha-bongo", announces="jaribio|mtihani|chemsha bongo|mazoezi|chemsha-bongo",
        glossary="faharasa|msamiati|istilahi", term="istilahi|neno|dhana", definition="maana|fasili|tafsiri",
        contents="yaliyomo", sections="utangulizi|dibaji|muhtasari|hitimisho|kiambatisho",
        interviewed="mahojiano na", spoken="mahojiano|mkutano|mazungumzo", you="wewe|ninyi|unayo|mna",
        speaker="mimi|nina|tuna",
        asks=r"ni nini|nini maana|taja \w+|kweli au", asks_last="ni nini|nini|ngapi|gani|nani|wapi|lini",
        why="kwa nini", what="vipi|lini", which="gani|yupi|ipi",
        placeholder="inakuja hivi karibuni|bado halijajibiwa",
        reveal="onyesha|tazama|bofya",
        example="mfano|mifano",
        note="angalizo",
        points="alama",
        faq="maswali yanayoulizwa mara kwa mara",
        because="kwa sababu|kwa kuwa",
        all_above="yote (?:hapo juu|yaliyotajwa)|majibu yote|hakuna (?:kati ya hayo|jibu sahihi)",
        difficulty="kiwango cha ugumu|ugumu|kiwango", how_to="jinsi ya|namna ya|kwa jinsi gani",
        compares="tofauti|linganisha|linganisheni", lists="taja|tajeni|orodhesha|orodhesheni|ni zipi|ni yapi",
        follows="ifuatayo|yafuatayo|zifuatazo|hapa chini|lifuatalo",
        this_code="(?:programu|msimbo|kodi) (?:hii|huu|ifuatayo|ufuatao|hapa chini)",
        in_class=r"darasani|tazama (?:kitabu|daftari)|kipindi kijacho|tutajadili(?: \w+){0,2}",
        unknown=r"uliza|muulize|waulize|hakuna anayejua|sijui|hatujui|bado ha\w+",
        teaser="inategemea|hebu tuangalie|kuna njia (?:nyingi|mbalimbali)", how="jinsi gani|namna gani",
    ),
    "ka": dict(
        answer="პასუხი|პასუხები|პასუხის",
        solution="ამოხსნა|ამოხსნები|ამოხსნის",
        right="სწორი", key="პასუხები|სწორი პასუხები",
        explanation="განმარტება|ახსნა", hint="მინიშნება", references="წყაროები|ლიტერატურა|იხილეთ აგრეთვე",
        question="კითხვა|შეკითხვა", questions="კითხვები", exercise="სავარჯიშო|დავალება",
        true="მართალია|ჭეშმარიტი|სწორია", false="მცდარია|მცდარი|არასწორია|ტყუილია",
        quiz="ქვიზი|ვიქტორინა|ტესტი", announces="ტესტი|ვიქტორინა|გამოცდა|ქვიზი", faq="ხშირად დასმული კითხვები",
        glossary="ლექსიკონი|ტერმინები|ცნებები", term="ტერმინი|ცნება|სიტყვა",
        definition="განმარტება|მნიშვნელობა|თარგმანი", contents="სარჩევი|შინაარსი",
        sections="შესავალი|წინასიტყვაობა|შეჯამება|დასკვნა|დანართი|ავტორები",
        spoken="ინტერვიუ|საუბარი", you="თქვენ|შენ|გაქვთ", speaker="მე|ჩვენ|მაქვს|გვაქვს",
        asks="რა არის|რას ნიშნავს|რას ეწოდება|რომელია|რამდენი|რატომ|როდის|ვინ არის", why="რატომ", what="რა|როგორ|როდის",
        which="რომელი|რომელია",
        placeholder="მალე|მალე დაემატება|პასუხი ჯერ არ არის",
        reveal="ნახე|აჩვენე|ჩვენება",
        example="მაგალითი|მაგალითები",
        note="შენიშვნა",
        points="ქულა",
        because="რადგან|იმიტომ რომ|ვინაიდან", joins="და|ან", wrong="მცდარი|არასწორი",
        difficulty="სირთულე|დონე|სირთულის დონე", how_to="როგორ(?! (?:ჰქვია|ეწოდება))|რა გზით",
        how="როგორ (?:მუშაობს|ფუნქციონირებს|წარმოიქმნება)", compares=r"განსხვავებ\w*|განსხვავდებ\w*|შეადარე\w*",
        lists=r"ჩამოთვალე\w*|დაასახელე\w*|რომლებია|რომელი არის",
        several="სახეები|სახეობები|უპირატესობები|ნაკლოვანებები|ეტაპები|ნაბიჯები|წესები|მაგალითები|თვისებები|პრინციპები",
        follows="შემდეგ(?:ი|ს)|ქვემოთ",
        this_code="(?:ეს|ამ|შემდეგი|მოცემული) (?:კოდი|კოდის|პროგრამა|პროგრამის|სკრიპტი|ფუნქცია|ფუნქციის)",
        in_class="გაკვეთილზე|ლექციაზე|იხილეთ (?:ლექცია|წიგნი)|შემდეგ (?:გაკვეთილზე|ჯერზე)",
        unknown=r"ჰკითხე\w*|ვკითხ\w*|საკითხავია|არავინ იცის|ჯერ არ|არ ვიცი|არ ვიცით",
        teaser="დამოკიდებულია|ვნახოთ|არსებობს (?:ბევრი|რამდენიმე|სხვადასხვა)",
    ),
    "hy": dict(
        answer="պատասխան|պատասխանը|պատասխաններ", solution="լուծում|լուծումը|լուծումներ", right="ճիշտ",
        key="պատասխաններ|ճիշտ պատասխաններ", explanation="բացատրություն|մեկնաբանություն", hint="հուշում",
        references="աղբյուրներ|գրականություն|տես նաև",
        question="հարց", questions="հարցեր", exercise="վարժություն|առաջադրանք",
        true="ճիշտ|ճիշտ է|այո, ճիշտ է", false="սխալ|սխալ է|կեղծ",
        quiz="թեստ|վիկտորինա|հարցաշար", announces="հարցաշար|թեստ|քննություն|վիկտորինա", faq="հաճախ տրվող հարցեր",
        glossary="բառարան|տերմիններ", term="տերմին|բառ|հասկացություն",
        definition="սահմանում|նշանակություն|թարգմանություն", contents="բովանդակություն",
        sections="ներածություն|նախաբան|ամփոփում|եզրակացություն|հավելված",
        spoken="հարցազրույց|զրույց", you="դուք|դու|ձեր", speaker="ես|մենք|մեր",
        asks=r"ո՞ր\w*|ո՞վ|ի՞նչ\w*|քանի՞|ինչո՞ւ|ինչպե՞ս|ե՞րբ|որտե՞ղ|ու՞մ|ի՞նչ է", why="ինչո՞ւ", what="ի՞նչ|ինչպե՞ս|ե՞րբ",
        which="ո՞ր|ո՞րը|ո՞րն",
        placeholder="շուտով|դեռ պատասխան չկա|անձնական պատասխան",
        reveal="ցույց տալ|տեսնել|բացել",
        example="օրինակ|օրինակներ",
        note="ծանոթություն",
        points="միավոր",
        because="որովհետև|քանի որ|որովհետեւ", joins="և|եւ|կամ", wrong="սխալ|ոչ ճիշտ",
        difficulty="բարդություն|մակարդակ|բարդության աստիճան", how_to="ինչպե՞ս(?! (?:է կոչվում|են կոչվում))|ի՞նչ կերպ",
        how="ինչպե՞ս (?:է աշխատում|են աշխատում|է գործում|է առաջանում)",
        compares=r"տարբերություն\w*|տարբերվում|համեմատ\w*", lists=r"թվարկե\w*|թվարկի\w*|նշե՛ք|նշեք|ո՞րոնք են",
        several="""տեսակները|տեսակներ|առավելությունները|թերությունները|քայլերը|փուլերը|կանոնները|հատկությունները
            |սկզբունքները""",
        follows=r"հետևյալ\w*|ներքևում|ստորև",
        this_code="(?:այս|հետևյալ|տրված) (?:կոդը|կոդի|ծրագիրը|ծրագրի|սկրիպտը|ֆունկցիան)",
        in_class="դասին|դասարանում|դասախոսությանը|հաջորդ (?:դասին|անգամ)",
        unknown=r"հարցնել|հարցրու|հարցրեք|ոչ ոք չգիտի|դեռ չ\w+|չգիտեմ|չգիտենք",
        teaser="կախված է|եկեք տեսնենք|կան (?:շատ|մի քանի|տարբեր) (?:եղանակներ|ձևեր)",
    ),
    "kk": dict(
        answer="жауап|жауабы|жауаптар|жауаптары|жауапты|жауабын",
        solution="шешім|шешімі|шешуі|шешімін|шешуін",
        right="дұрыс",
        key="жауаптары|дұрыс жауаптар", explanation="түсінік|түсініктеме|түсіндірме|түсіндірмесі", hint="кеңес|көмек",
        references="дереккөздер|әдебиеттер|пайдаланылған әдебиеттер",
        question="сұрақ|сұрағы", questions="сұрақтар", exercise="тапсырма|тапсырмалар|жаттығу|жаттығулар",
        true="дұрыс|рас|шындық", false="бұрыс|дұрыс емес|жалған|өтірік",
        quiz="викторина|өзіңді тексер|бақылау жұмысы",
        announces="сұрақтары|емтихан|викторина|тапсырмалар|өзіңді тексер|бақылау жұмысы",
        faq="жиі қойылатын сұрақтар", glossary="сөздік|терминдер|ұғымдар", term="термин|ұғым|сөз",
        definition="анықтама|мағынасы|аудармасы", contents="мазмұны",
        sections="кіріспе|алғы ?сөз|қорытынды|қосымша|авторлар",
        spoken="сұхбат|хаттама", you="сіз|сіздер|сенің|сізде", speaker="біз|бізде|менің",
        asks="дұрыс па", asks_last="дегеніміз не|кім|қалай аталады|қайда|қашан|неше|қандай", why="неге|неліктен",
        what="қалай|қашан", which="қандай|қайсы",
        placeholder="жақында|жауабы әлі жоқ|кейін қосылады|жеке жауап",
        reveal="көрсету|көру|ашу",
        example="мысал|мысалдар",
        note="ескерту|ескертпе",
        points="ұпай|балл",
        because="өйткені|себебі", joins="және|немесе", wrong="қате|бұрыс",
        difficulty="қиындық|қиындық деңгейі|деңгей|деңгейі", how_to="қалай(?! аталады)|қандай қадамдар",
        how="қалай(?! аталады)", compares=r"айырмашылы\w*|салыстыр\w*|ерекшелен\w*",
        lists="атаңыз|атаңдар|атап беріңіз|тізімдеңіз|көрсетіңіз",
        several="""түрлері|артықшылықтары|кемшіліктері|қадамдары|кезеңдері|ережелері|мысалдар|қасиеттері
            |принциптері|әдістері|қандай түрлері""",
        follows="келесі|төмендегі|төменде",
        this_code="""(?:бұл|осы|келесі|төмендегі|берілген) (?:код|кодтың|кодты|бағдарлама|бағдарламаның|скрипт
            |функция|сұраныс)""",
        in_class="сабақта|лекцияда|келесі (?:сабақта|жолы)|лекцияны қараңыз",
        unknown="сұраңыз|сұрау керек|сұрап|ешкім білмейді|әлі жоқ|білмеймін|білмейміз",
        teaser="байланысты|қарастырайық|көптеген (?:жолдары|тәсілдері)",
    ),
    "sq": dict(
        answer="përgjigje|përgjigja|përgjigjet|përgjigjen",
        solution="zgjidhje|zgjidhja|zgjidhjet|zgjidhjen",
        right="e saktë|i saktë|të sakta", key="çelësi|përgjigjet e sakta", explanation="shpjegim|shpjegimi",
        hint="ndihmë|sugjerim", references="burime|burimet|literatura|shih edhe",
        question="pyetje|pyetja", questions="pyetjet", exercise="ushtrim|ushtrime|detyrë|detyra",
        true="saktë|e vërtetë|vërtetë",
        false="gabim|e pavërtetë|pavërtetë|e gabuar",
        quiz="kuiz|vetëkontroll", announces="pyetje|kuiz|provim|ushtrime|vetëkontroll", faq="pyetje të shpeshta",
        glossary="fjalorth|terma", term="termi|fjala|nocioni", definition="përkufizimi|kuptimi|përkthimi",
        contents="përmbajtja", sections="hyrje|parathënie|përmbledhje|përfundim|shtojcë|autorë",
        interviewed="intervistë me", spoken="intervistë|procesverbal|bisedë", you="juve|tuaj|keni",
        speaker="kemi|mua|tonë",
        asks=r"çfarë është|çfarë janë|çka është|si quhet|cili është|cila është|pse \w+|saktë apo gabim", why="pse",
        what="çfarë|çka", which="cili|cila|cilat",
        placeholder="së shpejti|do të plotësohet|përgjigje personale",
        reveal="shfaq|trego|shiko|kliko",
        example="shembull(?! (?:përgjigjeje|zgjidhjeje))|shembuj",
        note="shënim|shënime",
        points="pikë",
        because="sepse|pasi", joins="dhe|ose", copula="është|janë", wrong="e gabuar|të gabuara",
        option="opsioni|alternativa|përgjigjja",
        all_above="""(?:të gjitha|asnjë|asnjëra) (?:nga )?(?:më sipër|të mësipërmet|e mësipërme|këto)
            |të gjitha të mësipërmet""",
        except_for="përveç", difficulty="vështirësia|niveli|shkalla e vështirësisë",
        how_to="si (?:të|mund|bëhet|bëhen|funksionon|funksionojnë|ndërtohet|përdoret|krijohet|formohet)",
        how="si (?:funksionon|funksionojnë|formohet|krijohet)",
        when="kur (?:duhet|përdoret|përdorim|mund)|në cilat raste",
        compares=r"dallim\w*|ndryshim\w*|krahaso\w*|ndryshon|(?:më i mirë|më e mirë|më i keq) se",
        lists="rendisni|rendit|përmend|përmendni|numëro|numëroni|cilët janë|cilat janë",
        several="""llojet|përparësitë|avantazhet|disavantazhet|hapat|fazat|rregullat|karakteristikat|vetitë|parimet
            |mënyrat|dallimet""",
        goes_on="po (?:çfarë|kush|ku|kur|pse)|dhe (?:çfarë|si|kush|ku|kur|pse)",
        follows="i mëposhtëm|e mëposhtme|të mëposhtme|mëposhtë|vijues|vijuese",
        above="më sipër|i mësipërm|e mësipërme|në këtë shembull",
        this_code="""(?:ky|kjo|këtij|kësaj) (?:kod|kodi|program|programi|skript|funksion|funksioni|metodë|klasë
            |kërkesë|shprehje)|(?:kodi|programi|skripti|funksioni|kërkesa) (?:i mëposhtëm|e mëposhtme|vijues)""",
        orders="""shkruaj|shkruani|llogarit|llogarisni|përmend|përmendni|rendit|rendisni|vizato|vizatoni|gjej|gjeni
            |plotëso|plotësoni|zgjidh|zgjidhni|përkthe|përktheni|përcakto|përcaktoni""",
        tasks="""mendo|mendoni|diskuto|diskutoni|provoni|përpiqu|shkruaj|shkruani|vizato|vizatoni|llogarit
            |llogarisni|krahaso|krahasoni|vërteto|vërtetoni|çfarë mendon|çfarë mendoni""",
        in_class=r"""në (?:klasë|mësim|leksion)|shih (?:leksionin|librin|shënimet)|herën tjetër
            |do ta (?:diskutojmë|shohim)(?: \w+){0,2}""",
        unknown="pyet|pyesni|të pyes|askush nuk e di|ende nuk|nuk e (?:di|dimë|dihet)|s[’']e di",
        teaser="varet nga|kjo varet|le të shohim|ka (?:shumë|disa) (?:mënyra|përgjigje|lloje)",
        says_nothing="ndoshta|sigurisht|ndonjëherë|varet|e panjohur|nuk e di|shih më sipër|shih më poshtë|njësoj",
        negation="nuk|asnjë|asnjëherë|kurrë", basics="fillestar|fillestarë|e lehtë|i lehtë",
        intermediate="niveli mesatar|niveli i mesëm", advanced="i avancuar|e avancuar|e vështirë",
    ),
    "eu": dict(
        answer="erantzuna|erantzunak", solution="soluzioa|soluzioak|ebazpena|ebazpenak",
        right="zuzena|zuzenak", key="gakoa|erantzun zuzenak", explanation="azalpena|azalpenak",
        hint="laguntza|iradokizuna", references="iturriak|bibliografia|ikus ere",
        question="galdera", questions="galderak", exercise="ariketa|ariketak|jarduera|jarduerak",
        true="egia|egiazkoa", false="gezurra|faltsua",
        quiz="galdetegia|autoebaluazioa",
        announces="galderak|galdetegia|azterketa|ariketak|autoebaluazioa",
        faq="ohiko galderak",
        glossary="glosarioa|hiztegia", term="terminoa|hitza", definition="definizioa|esanahia|itzulpena",
        contents="aurkibidea|edukiak", sections="sarrera|hitzaurrea|laburpena|ondorioak|eranskina|egileak",
        interviewed="elkarrizketa honekin", spoken="elkarrizketa|solasaldia", you="zuk|zure|zuen|duzu",
        speaker="dugu|dut|nire|gure",
        asks=r"zer da|zer dira|zein da|zergatik \w+|egia ala gezurra",
        why="zergatik", what="zer", which="zein|zeintzuk",
        placeholder="laster osatuko da|osatzeko|erantzun pertsonala",
        reveal="erakutsi|ikusi|egin klik",
        example="adibidea|adibideak",
        note="oharra|oharrak",
        points="puntu",
        copula="da(?= (?:zuzen|erantzun|egoki))|dira(?= (?:zuzen|erantzun|egoki))", wrong="okerra|okerrak",
        option="aukera|erantzuna", all_above="(?:aurreko|goiko) (?:guztiak|bat ere ez)|guztiak zuzenak dira|bat ere ez",
        except_for="izan ezik", difficulty="zailtasuna|zailtasun-maila|maila", basics="hasiberriak|erraza",
        intermediate="tarteko maila|ertaina", advanced="aurreratua|zaila",
        how_to="nola(?! (?:deitzen|esaten|du izena))", how="nola (?:funtzionatzen|sortzen|egiten|eratzen)",
        when=r"noiz (?:erabil\w+|komeni|behar)|zein kasutan",
        compares=r"desberdintasun\w*|ezberdintasun\w*|alderatu|konparatu|bereizten",
        lists="zerrendatu|aipatu|zeintzuk dira|esan zein",
        several="abantailak|desabantailak|urratsak|faseak|arauak|adibideak|ezaugarriak|printzipioak|motak|moduak",
        goes_on="eta (?:zer|nola|non|nor|noiz|zergatik)|baina", follows="hurrengo|ondorengo|honako",
        above=r"aurreko (?:kode\w*|adibide\w*|taula\w*|galdera\w*|ariketa\w*)|adibide honetan",
        this_code=r"""(?:hurrengo|ondorengo|beheko|honako) (?:\w+ ){0,2}(?:kodeak|kodea|programak|programa|scriptak
            |funtzioak|funtzioa|metodoak|kontsultak)|(?:kode|programa|script|funtzio) (?:honek|hau|honen)""",
        orders="idatzi|kalkulatu|aipatu|zerrendatu|marraztu|aurkitu|osatu|ebatzi|itzuli",
        tasks="pentsatu|eztabaidatu|zer uste duzu|zure ustez|zuen ustez",
        in_class=r"""klasean(?: \w+)?|eskolan ikusiko dugu|ikusi (?:liburua|apunteak)
            |hurrengo (?:klasean|egunean|saioan)|landuko dugu""",
        unknown="galdetu|galdetzeko|inork ez|oraindik ez|ez dakit|ez dakigu",
        teaser="horren arabera|ikus dezagun|(?:modu|era|erantzun) asko daude",
        says_nothing="agian|noski|batzuetan|ezezaguna|ez dakit|ikusi goian|ikusi behean|gauza bera",
    ),
}
# fmt: on
"""The words of each language by its code (ISO 639-1) and by their kind, in lower case.

`|` separates the words, a space is any white space, and simple regular expressions stand for inflections, such as
`answers?`. They may continue on the next line, before a `|`. `{invites}` is what may follow: "No answer yet,
*contributions are welcome*".
"""
