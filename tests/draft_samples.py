"""Two drafts of one made-up agreement, with seven changes between them that are known."""

OLD = """\
AGREEMENT

BETWEEN THE GOVERNMENT OF THE REPUBLIC OF TESSALY AND THE GOVERNMENT OF THE KINGDOM OF ORVANE

ON THE EMPLOYMENT OF TESSALIAN WORKERS IN ORVANE

The Government of the Republic of Tessaly and the Government of the Kingdom of Orvane,

Desiring to order the movement of workers between them to the good of both peoples,

Have agreed as follows:

Article 1
Scope

This Agreement applies to workers from Tessaly who are employed in Orvane in agriculture, in construction and in hotels.

Article 2
Information

The Ministry of Labour of Tessaly shall give each worker before departure accurate information on living and working
conditions in Orvane in a language that the worker understands.

Article 3
Recruitment

1. Workers shall not be charged any fee for their recruitment or placement.

2. Only agencies that hold a licence of the Party in whose territory they operate may recruit workers under
this Agreement.

Article 4
Contract and wages

1. No worker shall depart without a written contract of employment signed by the employer and approved by
the competent authority of Orvane.

2. The employer shall pay the wages each month into a bank account held in the name of the worker.

3. The employer shall give the worker a written statement of wages with each payment.

Article 5
Accommodation

The employer shall endeavour to provide the worker with suitable accommodation free of charge.

Article 6
Return

The employer shall pay for the journey home of the worker at the end of the contract.

Article 7
Complaints

A worker may bring a complaint against the employer before the Labour Office of Orvane free of charge, and the
Labour Office shall decide it within thirty days.

Article 8
Joint Committee

A Joint Committee of four members from each Party shall meet once a year to review the application of this Agreement.

Article 9
Disputes

A difference over the interpretation of this Agreement shall be settled by consultation between the Parties.

Article 10
Entry into force

This Agreement shall enter into force on the day of signature and shall remain in force for five years.

Done at Port Tessal on 4 May 2019 in two copies in the English language.
"""


def _edited(text: str, *edits: tuple[str, str]) -> str:
    for old, new in edits:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return text


NEW = _edited(
    OLD,
    # 1, deleted: the information before departure; and 2, renumbered: what follows it
    (OLD[OLD.index("Article 2\n") : OLD.index("Article 3\n")], ""),
    ("Article 3\n", "Article 2\n"),
    # 3, split: contract and wages become two articles
    ("Article 4\nContract and wages\n\n1. No worker", "Article 3\nContract\n\nNo worker"),
    ("2. The employer shall pay the wages", "Article 4\nWages\n\n1. The employer shall pay the wages"),
    ("3. The employer shall give the worker a written", "2. The employer shall give the worker a written"),
    # 4, strengthened
    ("shall endeavour to provide the worker with suitable", "shall provide the worker with suitable"),
    # 5, weakened
    ("The employer shall pay for the journey home", "The employer may pay for the journey home"),
    # 6, added: a clause against good practice
    (
        "Article 7\n",
        "Article 7\nDocuments\n\nThe employer shall keep the passport of the worker until the end of the contract.\n\n"
        "Article 8\n",
    ),
    # 7, merged: committee and disputes
    ("Article 8\nJoint Committee\n\nA Joint", "Article 9\nJoint Committee\n\n1. A Joint"),
    ("Article 9\nDisputes\n\nA difference", "2. A difference"),
)
