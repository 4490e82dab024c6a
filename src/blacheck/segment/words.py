"""The structural words of agreements: what numbers, groups, opens and closes their parts.

One entry a language; to add a language, add an entry. Fields are regular expressions without anchors, alternatives
parted by ``|``. The languages are joined for matching, since a translation keeps words of its original and a text in
two languages has both. Words about labour do not belong here; the few in ``employs``, ``sends`` and ``people`` only
tell which side is which.
"""

import re
from dataclasses import dataclass

DASHES = "\u2013\u2014"
APOSTROPHES = "'\u2018\u2019"
OPENING = '"\u201c\u201e\u00ab\u2018'
CLOSING = '"\u201d\u2019\u00bb)\\]'
"""Typographic characters, for use inside a character class."""


@dataclass(frozen=True, slots=True)
class Words:
    """The structural words of one language."""

    article: str
    """Words before the number of an operative unit that all others give way to."""
    unit: str = ""
    """Words that number an operative unit where there are no articles, and group articles where there are."""
    group: str = ""
    """Words that only group units."""
    only: str = ""
    """What a single paragraph of an article is called in place of a number: "§ sole"."""
    ordinals: str = ""
    """The numbers spelled as ordinals, from first: "Article First", "Second"."""
    cardinals: str = ""
    """The numbers spelled out, from one."""
    numbers: tuple[tuple[str, int], ...] = ()
    """Number words beyond these that dates are written with."""
    annexes: tuple[tuple[str, str], ...] = ()
    """What opens an annex, and the word it is cited by."""
    preamble: str = ""
    """Headings of the preamble."""
    recital: str = ""
    """How a recital begins."""
    agreed: str = ""
    """What closes the preamble: "have agreed as follows"."""
    sides: str = ""
    """How the naming of the parties begins."""
    signature: str = ""
    """How the signature block begins."""
    signatory: str = ""
    """For whom it is signed."""
    salutation: str = ""
    """How a letter begins."""
    letter: str = ""
    """How the paragraphs of a letter begin that frame what is agreed."""
    contents: str = ""
    """Headings of a table of contents."""
    imprint: str = ""
    """What shows the end of a gazette's or publisher's matter that an agreement is printed in."""
    law: str = ""
    """What shows an approving law."""
    verbs: str = ""
    """Auxiliaries and other finite words, plain words: a text with none of them is hardly a sentence."""
    determiners: str = ""
    """Words with which sentences begin and entries of a list seldom do."""
    following: str = ""
    """Words by which a sentence announces a list."""
    abbreviations: str = ""
    """Words whose full stop does not end a sentence."""
    months: str = ""
    """The months from January."""
    instruments: tuple[tuple[str, str], ...] = ()
    """What a title calls the text, and the kind of instrument that is."""
    between: str = ""
    """What stands before the first party's name in a title."""
    conjunction: str = ""
    """What stands between the parties' names."""
    subject: str = ""
    """What ends the second party's name in a title."""
    bodies: str = ""
    """What stands before a country's name in a party's name: "Government of the"."""
    alias: str = ""
    """What introduces another name of a party: "hereinafter"."""
    employs: str = ""
    """Words directly before the name of the side on whose territory the work is done."""
    sends: str = ""
    """Words directly before the name of the side from which the workers come."""
    people: str = ""
    """Words beside the adjective of the side from which the workers come: "Lumbeshi workers"."""
    host: str = ""
    """Words in a name for the side where the work is done: "the Receiving Country"."""
    home: str = ""
    """Words in a name for the side from which the workers come."""
    binding: tuple[str, ...] = ()
    """Wordings that speak for a legally binding instrument, in lower case."""
    unbinding: tuple[str, ...] = ()
    """Wordings that speak against it, in lower case."""


ENGLISH = Words(
    article=r"article|art\.",
    unit=r"section|sec\.|clause|paragraph|para\.|rule",
    group="part|chapter|title|division|book|table",
    only="sole|only",
    ordinals="first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|thirteenth|fourteenth|"
    "fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth",
    cardinals="one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|"
    "seventeen|eighteen|nineteen|twenty",
    numbers=(
        *zip(("thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"), range(30, 100, 10), strict=True),
        *(("hundred", 100), ("thousand", 1000), ("twentieth", 20), ("thirtieth", 30)),
    ),
    annexes=(
        ("annex(?:ure)?", "Annex"),
        ("appendix", "Appendix"),
        ("schedule", "Schedule"),
        ("attachment", "Attachment"),
        ("(?:additional |final |supplementary |annexed |signature )?protocol", "Protocol"),
        ("(?:exchange of |side )?letters?", "Letter"),
        ("exchange of notes", "Exchange of Notes"),
        (
            "(?:model|specimen|pattern|form) (?:of |for )?(?:the |an? )?(?:[a-z]+ ){0,2}contract",
            "Model Contract",
        ),
        ("standard (?:[a-z]+ ){0,2}contract", "Standard Contract"),
        ("(?:[a-z]+ )?guidelines", "Guidelines"),
        ("agreed minutes?", "Agreed Minutes"),
        ("(?:joint |unilateral )?declaration", "Declaration"),
    ),
    preamble="preamble|recitals|preliminary remarks?",
    recital="(?:and )?whereas|considering|recall(?:ing|ed)|recogni[sz](?:ing|ant)|desir(?:ous|ing)|wishing|convinced|"
    "mindful|conscious|aware|noting|taking (?:note|into)|believing|animated|guided|inspired|having|bearing in mind|"
    "reaffirming|affirming|acknowledging|concerned|determined|resolved|pursuant|proceeding|persuaded|appreciating|"
    "moved|led|in (?:view|the conviction)|within the framework|sharing|being|given|emphasi[sz]ing|underlining|anxious|"
    "in accordance|on the basis|seeking|reali[sz]ing|in pursuance|intending|understanding|welcoming",
    agreed=r"\bagree[ds]?\b[^;]{0,160}?(?:\bfollow(?:ing|s)\b|\bset out below\b|\bhereunder\b)|"
    r"\b(?:reached|come to)\b[^.;]{0,40}?(?:\bfollowing\b|\bset out below\b|\bas follows\b)|"
    r"\b(?:arranged|decided|resolved|determined|declare|undertake|stipulated|contracted|covenant\w*)\b[^.;]{0,40}?"
    r"(?:\bas follows\b|\bthe following\b)|"
    r"\bthe following\b[^.;]{0,60}?\b(?:agreed|understood|understanding|arrangement|convention|agreement)\b|"
    r"\bhereby decree\b",
    sides="(?:we, )?the (?:royal |federal |national |imperial )?government|the (?:ministry|department|secretariat)|"
    "the (?:agency|parties|participants|sides|two (?:governments|parties|countries))|"
    r"the (?:\w+ ){0,3}(?:kingdom|republic|state|federation|union|commonwealth)\b|the general conference|his majesty|"
    "the president",
    signature=r"in (?:witness|faith|testimony) (?:whereof|thereof)|done (?:and signed |in |at |on |this )|"
    r"signed (?:in|at|on|this|by|and sealed)\b|made (?:at|in (?:duplicate|two|three))\b|"
    "this (?:agreement|protocol|memorandum|arrangement) is signed|the foregoing is the authentic text",
    signatory=r"(?:signed )?(?:for|on behalf of)(?: and on behalf of)? (?:the )?(?:\w+ )?(?:government|ministry|"
    r"department|kingdom|republic|state|federa\w+|union|employment|office|minister|people's|sultanate|commonwealth|"
    r"undertaking)\b",
    salutation=r"excellency|your excellency|(?:dear )?sirs?|mr\.? (?:minister|ambassador|state secretary|secretary)|"
    "madam",
    letter="i (?:should|shall|would) be|i have the honou?r|i beg|i avail|(?:please )?accept|(?:your )?excellency|"
    "if the (?:foregoing|above)|upon receipt|in reply",
    contents="(?:table of )?contents|index",
    imprint=r"(?:published|printed)(?: and (?:published|printed))? (?:by|at|in|under)\b|government printer|price:?\s|"
    r"isbn|issn",
    law="be it enacted|act no|ratified by|an act to",
    verbs="shall|will|may|must|can|should|would|could|is|are|was|were|has|have|had|does|do|applies|undertakes|"
    "agrees|remains|bears",
    determiners="the|an?|each|every|no|this|any|it|they|he|she|who|if|where|when|i",
    following="following|as follows|namely|below",
    abbreviations="arts?|nos?|paras?|par|pp|sec|sect|cl|ch|vol|cf|ibid|etc|mr|mrs|ms|dr|st|messrs|hon|rev|gen|col|prof|"
    r"jr|sr|e\.g|i\.e|viz|approx|inc|ltd|co|corp|eds?|op|u\.s|u\.k|u\.n|a\.d|b\.c|a\.m|p\.m|reg|fig|sgd|s|sd|dept|govt|"
    r"min|max|ref|subparas?|drs|p\.o",
    months="january|february|march|april|may|june|july|august|september|october|november|december",
    instruments=(
        ("exchange of (?:letters|notes)", "exchange of letters"),
        ("memorandum|understanding", "memorandum"),
        ("protocol", "protocol"),
        ("convention", "convention"),
        ("arrangement", "arrangement"),
        ("agreement|treaty|accord", "agreement"),
    ),
    between="between",
    conjunction="and",
    subject="on|concerning|regarding|relating|for|about|in|under|governing|regulating|to|with regard|signed|"
    "with respect|as regards",
    bodies="(?:royal |federal |national |imperial )?government of (?:the )?",
    alias="here(?:in)?after",
    employs="employment in|work(?:ing)? in|employed in|placement in|service (?:in|on the mines of)|"
    "arriv(?:al|ing|e) in|entry into|stay in|journey to|admitted to",
    sends=r"workers (?:from|of)|nationals? of|citizens? of|recruited (?:from|in)|recruitment in|"
    r"recruit(?:ing|ment) of \w+ in|return(?:ing)? to|sent back to",
    people="workers?|nationals?|citizens?|manpower|nurses?|nursing|trainees",
    host="receiving|host|destination|employing",
    home="sending|origin|home|supplying",
    binding=(
        *("have agreed", "agree as follows", "enters? into force", "entry into force", "(?:shall )?come into force"),
        *("ratif(?:ied|ication)", "denunciation", "denounced", "contracting part(?:ies|y)", "arbitrat(?:ion|or)"),
        *("equally authentic", "legally binding", "full powers"),
    ),
    unbinding=(
        "not (?:intended to be )?legally binding",
        "not intended to (?:be a source of|create)[^.;]{0,60}(?<=\\w)\\b",
        "(?:does|do|shall|will) not (?:create|give rise to|constitute)[^.;]{0,60}(?<=\\w)\\b",
        "creates? no (?:legal )?[^.;]{0,40}(?<=\\w)\\b",
        "(?:reached|come to) (?:the|an) (?:following )?understandings?",
        "statement of (?:the )?(?:mutual )?intentions?",
        "records? the (?:common |mutual )?intentions?",
        "the participants",
        "will not be referred to any court",
        "subject to the availability of funds",
        "binds neither",
        "(?:arrangement|memorandum|understanding|mou) (?:takes|will take|comes into|will come into) effect",
    ),
)

FRENCH = Words(
    article="article",
    unit="section|clause|paragraphe",
    group="partie|chapitre|titre|tableau",
    only="unique",
    ordinals="premi[eè]re?|deuxième|troisième|quatrième|cinquième|sixième|septième|huitième|neuvième|dixième",
    cardinals="un|deux|trois|quatre|cinq|six|sept|huit|neuf|dix",
    numbers=(
        *(("onze", 11), ("douze", 12), ("treize", 13), ("quatorze", 14), ("quinze", 15), ("seize", 16), ("vingt", 20)),
        *(("trente", 30), ("quarante", 40), ("cinquante", 50), ("soixante", 60), ("cent", 100)),
        *(("mil", 1000), ("mille", 1000)),
    ),
    annexes=(
        ("annexe", "Annex"),
        ("appendice", "Appendix"),
        ("protocole(?: additionnel| final| de signature)?", "Protocol"),
        ("lettre|[ée]change de lettres", "Letter"),
        ("[ée]change de notes", "Exchange of Notes"),
        ("contrat[- ]type|mod[èe]le de contrat|contrat mod[èe]le", "Model Contract"),
        ("pi[èe]ce jointe", "Attachment"),
    ),
    preamble="pr[ée]ambule",
    recital="considérant|reconnaissant|désireux|désirant|soucieux|conscients?|vu|rappelant|convaincus?|animés?|prenant|"
    "ayant|s'inspirant|se référant|tenant compte|souhaitant",
    agreed=r"\b(?:convenus?|conviennent|convenu|arrêté|conclu|décidé|accord)\b[^.;]{0,70}?(?:\bqui suit\b|"
    r"\bsuivant(?:e?s)?\b|\bcomme suit\b)|\bce qui suit\s*:",
    sides="le gouvernement|les gouvernements|la république|le royaume|le ministère|les parties|le président|sa majesté",
    signature=r"en foi de quoi|faite? (?:à|en|le)\b|signée? à\b",
    signatory=r"pour (?:le |la |les )?(?:gouvernement|république|royaume|ministère|ministre|parties?)\b",
    salutation=r"monsieur (?:le |l')\w+|excellence|madame",
    letter="j'ai l'honneur|je vous|veuillez|monsieur le|je saisis|je serais",
    contents="sommaire|table des matières",
    imprint="imprim(?:é|erie)|prix\\s*:|dépôt légal|journal officiel",
    law="loi n[°º]|décret n[°º]|promulgue",
    verbs="est|sont|sera|seront|était|soit|ont|aura|auront|doit|doivent|devra|devront|peut|peuvent|pourra|pourront|"
    "s'engage|s'engagent",
    determiners="les?|la|l'|une?|chaque|aucune?|il|ils|elles?|si|lorsque|en cas",
    following="suivante?s?|ci-après|ci-dessous",
    abbreviations=r"al|mm?|mme|mlle|n|p\.ex|fl|fr|éd|cie|littéra|lit",
    months="janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre",
    instruments=(
        ("[ée]change de (?:lettres|notes)", "exchange of letters"),
        ("m[ée]morandum|entente", "memorandum"),
        ("protocole", "protocol"),
        ("accord|traité", "agreement"),
    ),
    between="entre",
    conjunction="et",
    subject="concernant|relati(?:f|ve)|sur|portant|pour|en vue",
    bodies="gouvernement (?:royal |fédéral )?(?:de la |du |de l'|des |de )?",
    alias="ci-après",
    employs="travail(?:ler)? (?:aux|en|au)|emploi (?:aux|en|au)|placement (?:aux|en|au)|départ pour (?:les|la|le)|"
    "voyage (?:aux|en|au)",
    sends=r"ressortissants (?:de la|du)|rapatriement (?:en|au|aux)|retourner\w* (?:en|au|aux)|recrutement (?:en|au)",
    people="travailleurs?|ouvriers?|ressortissants?|nationaux",
    host="accueil|emploi",
    home="origine|provenance",
    binding=(
        "sont convenus",
        "entrera en vigueur",
        r"ratifi\w+",
        r"dénonc\w+",
        "parties contractantes",
        "également foi",
    ),
    unbinding=("ne crée (?:pas|aucun)[^.;]{0,60}(?<=\\w)\\b", "pas juridiquement contraignant"),
)

SPANISH = Words(
    article="art[ií]culo|cl[áa]usula",
    unit="secci[óo]n|p[áa]rrafo",
    group="parte|cap[ií]tulo|t[ií]tulo|cuadro",
    only="únic[oa]",
    ordinals="primer[oa]?|segund[oa]|tercer[oa]?|cuart[oa]|quint[oa]|sext[oa]|s[ée]ptim[oa]|octav[oa]|noven[oa]|"
    "d[ée]cim[oa]",
    cardinals="uno|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez",
    numbers=(
        *(("once", 11), ("doce", 12), ("trece", 13), ("catorce", 14), ("quince", 15), ("dieciséis", 16)),
        *(("diecisiete", 17), ("dieciocho", 18), ("diecinueve", 19), ("veinte", 20), ("veintiún", 21)),
        *(("veintiuno", 21), ("veintidós", 22), ("veintitrés", 23), ("veinticuatro", 24), ("veinticinco", 25)),
        *(("veintiséis", 26), ("veintisiete", 27), ("veintiocho", 28), ("veintinueve", 29), ("treinta", 30)),
        *(("cuarenta", 40), ("cincuenta", 50), ("sesenta", 60), ("setenta", 70), ("ochenta", 80), ("noventa", 90)),
        *(("novecientos", 900), ("mil", 1000)),
    ),
    annexes=(
        ("anexo", "Annex"),
        ("ap[ée]ndice", "Appendix"),
        ("protocolo(?: adicional| final)?", "Protocol"),
        ("carta|canje de cartas", "Letter"),
        ("canje de notas", "Exchange of Notes"),
        ("contrato[- ](?:tipo|modelo)|modelo de contrato", "Model Contract"),
        ("adjunto", "Attachment"),
    ),
    preamble="pre[áa]mbulo|considerandos",
    recital="considerando|reconociendo|reafirmando|recordando|teniendo|deseosos?|deseando|resueltos?|persuadidos?|"
    "convencidos?|conscientes?|animados?|visto|habiendo|inspirados?|en el marco|preocupados?|guiados?",
    agreed=r"\b(?:convienen|convenido|acuerdan|acordado|resuelto|decidido|celebran?)\b[^.;]{0,60}?\bsiguientes?\b",
    sides="el gobierno|los gobiernos|la rep[úu]blica|el reino|el ministerio|las partes|el presidente|el estado",
    signature=r"hecho (?:en|a)\b|en fe de lo cual|en testimonio de lo cual|suscrit[oa] en\b|firmado en\b",
    signatory=r"por (?:el |la )?(?:gobierno|rep[úu]blica|reino|ministerio|estado)\b",
    salutation="señor (?:ministro|embajador)|excelencia|excelentísimo señor",
    letter="tengo (?:el honor|a honra)|ruego|aprovecho|le saluda|(?:mucho )?agradecer|señor ministro|hago propicia",
    contents="[íi]ndice",
    imprint="impreso en|imprenta|precio\\s*:|depósito legal|(?:diario|boletín) oficial",
    law=r"ley n?[°º]?\s?\d|apruébase|comuníquese|promulga",
    verbs="es|son|será|serán|ha|han|debe|deben|deberá|deberán|deberían|puede|pueden|podrá|podrán|tendrá|tendrán|tiene|"
    "tienen|está|están|estará|estarán|sean|fue",
    determiners="el|los?|las?|un|una|cada|ning[uú]n|si|cuando|se",
    following="siguientes?|a continuación",
    abbreviations=r"núm|sra|excmo|ee\.uu|uds?|fracc|págs?",
    months="enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre",
    instruments=(
        ("canje de (?:notas|cartas)", "exchange of letters"),
        ("memor[áa]ndum?|entendimiento", "memorandum"),
        ("protocolo", "protocol"),
        ("convenci[óo]n", "convention"),
        ("convenio|acuerdo|tratado", "agreement"),
    ),
    between="entre",
    conjunction="y|e",
    subject="sobre|para|relativo|en materia|de cooperación|de migración",
    bodies="gobierno (?:de la |del |de los |de )?",
    alias="en adelante|en lo sucesivo",
    employs="trabajar en|empleo en|ingres(?:ar|en|o) (?:en|a)|residir en",
    sends="nacionales de(?:l| la)?|ciudadanos de(?:l| la)?|trabajadores de(?:l| la)?|retorno a",
    people="trabajadores|nacionales|ciudadanos",
    host="recepción|receptor|acogida|destino",
    home="origen",
    binding=(
        *("han convenido", "convienen", "entrará en vigor", r"ratificaci\w+", r"denunci\w+", "partes contratantes"),
        "igualmente (?:válidos|auténticos)",
    ),
    unbinding=("no (?:es|será) (?:jurídicamente )?vinculante",),
)

GERMAN = Words(
    article="artikel",
    unit="abschnitt",
    group="teil|kapitel",
    annexes=(("anlage|anhang", "Annex"), ("protokoll", "Protocol")),
    agreed=r"\bwie folgt\b|\bfolgende[sn]? (?:\w+ )?vereinbart\b",
    signature=r"geschehen zu\b",
)

DUTCH = Words(
    article="artikel",
    unit="afdeling",
    group="deel|hoofdstuk",
    annexes=(("bijlage", "Annex"),),
    agreed=r"\bvolgende bepalingen\b|\bals volgt\b",
    signature=r"gedaan te\b|ten blijke waarvan",
)

ARABIC = Words(
    article="المادة|مادة",
    unit="القسم|البند|الفقرة",
    group="الباب|الفصل|الجزء",
    annexes=(
        ("الملحق", "Annex"),
        ("المرفق", "Appendix"),
        ("الجدول", "Schedule"),
        ("البروتوكول(?: الإضافي)?", "Protocol"),
        ("الرسالة|تبادل الرسائل", "Letter"),
        ("العقد النموذجي", "Model Contract"),
    ),
    preamble="الديباجة",
    agreed=r"\bاتفق(?:ا|تا|وا)? على ما (?:يلي|يأتي)",
    sides="حكومة|إن حكومة",
    signature=r"حرر (?:في|ب)|وإثباتا لذلك",
    signatory="عن حكومة|عن وزارة",
    instruments=(("مذكرة تفاهم", "memorandum"), ("بروتوكول", "protocol"), ("اتفاق|اتفاقية|معاهدة", "agreement")),
    months="يناير|فبراير|مارس|أبريل|مايو|يونيو|يوليو|أغسطس|سبتمبر|أكتوبر|نوفمبر|ديسمبر",
)

LANGUAGES = {"en": ENGLISH, "fr": FRENCH, "es": SPANISH, "de": GERMAN, "nl": DUTCH, "ar": ARABIC}
"""By ISO 639-1 code."""


def union(name: str) -> str:
    """A field of all languages as one alternation."""
    return "|".join(entry for words in LANGUAGES.values() if (entry := getattr(words, name)))


def pattern(before: str, name: str, after: str) -> re.Pattern[str]:
    """A case-blind expression around a field of all languages."""
    return re.compile(f"{before}(?:{union(name)}){after}", re.IGNORECASE)


def vocabulary(name: str) -> frozenset[str]:
    """A field of plain words of all languages as a set."""
    return frozenset(union(name).split("|"))


def pairs(name: str) -> tuple[tuple[str, str], ...]:
    """A field of pairs, of all languages, each pair once."""
    return tuple(dict.fromkeys(pair for words in LANGUAGES.values() for pair in getattr(words, name)))


def spelled_numbers() -> tuple[tuple[re.Pattern[str], int], ...]:
    """Every spelled number and its value."""
    rows = [row.split("|") for words in LANGUAGES.values() for row in (words.ordinals, words.cardinals) if row]
    counted = [(word, value) for row in rows for value, word in enumerate(row, 1)]
    counted += [pair for words in LANGUAGES.values() for pair in words.numbers]
    return tuple((re.compile(word, re.IGNORECASE), value) for word, value in counted)


def months() -> dict[str, int]:
    """Every month's name in lower case and its number."""
    rows = [words.months.split("|") for words in LANGUAGES.values() if words.months]
    return {name: number for row in rows for number, name in enumerate(row, 1)}
