"""What the prose says, case by case, written by hand: (sentence, question, whether it is open).

The rows differ from one another in one thing where they can, so that a row of the policy that is turned round meets one that notices.
"""

from tests.access.asking import asks
from tests.access.sentences_of_the_work import OF_THE_WORK

POLICE_FR, POLICE = "police: first_responder", "police: investigator"
NGO, SHELTER, AUTHORITY, REVIEWER = (
    "listed_ngo: first_responder",
    "support_provider: case_worker",
    "competent_authority: decision_maker",
    "competent_authority: second_reviewer",
)
MIGRATION, LABOUR, PROSECUTOR = "migration_authority: migration_officer", "labour_inspectorate: labour_inspector", "prosecutor: prosecutor"
GUARDIAN, LAWYER, CHILD_OFFICE = "guardian_office: guardian", "legal_aid: lawyer", "child_office: case_worker"
HERS = ("support>us>assistance",)
HERS_TO_ANOTHER = ("support>them>assistance",)
HERS_TO_ALL = ("support>support_provider>assistance",)
HERS_FOR_RESEARCH = ("support>us>research",)
MANDATE = ("legal_help>us>legal_help",)
CONTACTED = ("police_contact>police>investigation",)
NAMED, AIM = ("police_contact>us>investigation",), "investigation"
SHOWN = ("disclosure>police>investigation",)
SHOWN_TO_PROSECUTOR = ("disclosure>prosecutor>investigation",)
SHOWN_TO_AUTHORITIES = ("disclosure>competent_authority>identification",)
SHOWN_TO_US = ("disclosure>us>identification",)
WHERE = "contact_and_location"
BOTH = "international_organisation: first_responder monitor"
COORDINATOR = "national_coordinator: national_coordinator"
INTERNATIONAL = "international_organisation: case_worker"

BEFORE_A_REFERRAL = [
    ("a first responder reads the contact of the own agency", asks(NGO, "holder", "identity", stream="contact"), True),
    ("and writes it", asks(NGO, "holder", "account", mode="write", stream="contact"), True),
    ("not what another agency put there", asks(NGO, "holder", "identity", "hotline", stream="contact"), False),
    ("not without the tie", asks(NGO, "", "identity", stream="contact"), False),
    ("not a colleague in another role", asks("listed_ngo: case_worker", "holder", "identity", stream="contact"), False),
    ("not the authority", asks(AUTHORITY, "competent_authority", "coarse", "listed_ngo", stream="contact"), False),
    ("contacts are counted by who holds them", asks(NGO, "holder", "coarse", mode="export", stream="contact"), True),
    ("nobody else's", asks(NGO, "holder", "coarse", "hotline", mode="export", stream="contact"), False),
    ("not taken away whole", asks(NGO, "holder", "identity", mode="export", stream="contact"), False),
    ("a contact is not a case", asks(NGO, "holder", "coarse"), False),
    ("who notifies sees what was sent", asks(POLICE_FR, "holder", "coarse", stream="notification"), True),
    ("and wrote it", asks(POLICE_FR, "holder", "coarse", mode="write", stream="notification"), True),
    ("not what another sent", asks(POLICE_FR, "holder", "coarse", "hotline", stream="notification"), False),
    ("the authority finds no name in it", asks(AUTHORITY, "competent_authority", "identity", "police", stream="notification"), False),
    ("a notification has no name", asks(POLICE_FR, "holder", "identity", mode="write", stream="notification"), False),
    ("the authority is told", asks(AUTHORITY, "competent_authority", "coarse", "police", stream="notification"), True),
    ("and writes nothing into it", asks(AUTHORITY, "competent_authority", "coarse", mode="write", stream="notification"), False),
    ("who heard a yes seals what is allowed", asks(NGO, "holder", "identity", mode="write", stream="sealed_contact"), True),
    ("and does not read it again", asks(NGO, "holder", "identity", stream="sealed_contact"), False),
    ("sees that it stands", asks(NGO, "holder", "coarse", stream="sealed_contact"), True),
    ("enforcement seals no yes to enforcement", asks(POLICE_FR, "holder", "identity", mode="write", stream="sealed_contact"), False),
    ("nor what another agency sealed", asks(NGO, "holder", "coarse", "hotline", stream="sealed_contact"), False),
    ("nor writes beside another's", asks(NGO, "holder", "identity", "hotline", mode="write", stream="sealed_contact"), False),
    ("nor writes anything but the name and the way", asks(NGO, "holder", "account", mode="write", stream="sealed_contact"), False),
    ("nor reads what was told", asks(NGO, "holder", "account", stream="sealed_contact"), False),
    ("whom the person named reads it", asks(POLICE, "investigator", WHERE, "listed_ngo", "read", AIM, NAMED, "sealed_contact"), True),
    ("not without the yes", asks(POLICE, "investigator", "identity", "listed_ngo", "read", AIM, (), "sealed_contact"), False),
    ("not by a yes to all police", asks(POLICE, "investigator", "identity", "listed_ngo", "read", AIM, CONTACTED, "sealed_contact"), False),
    ("not more than was allowed", asks(POLICE, "investigator", "account", "listed_ngo", "read", AIM, NAMED, "sealed_contact"), False),
    ("the authority finds no sealed contact", asks(AUTHORITY, "competent_authority", "identity", stream="sealed_contact"), False),
]

WHO_REFERRED = [
    ("a referrer reads its own account", asks(POLICE_FR, "referrer", "account"), True),
    ("and its own note of health", asks(POLICE_FR, "referrer", "health"), True),
    ("police that only referred do not see where the person is", asks(POLICE_FR, "referrer", WHERE), False),
    ("an organisation that referred reads again where it met the person", asks(NGO, "referrer", WHERE), True),
    ("not where another noted it", asks(NGO, "referrer", WHERE, "hotline"), False),
    ("a referrer is told the outcome", asks(POLICE_FR, "referrer", "decisions", "competent_authority"), True),
    ("not the reasons", asks(POLICE_FR, "referrer", "account", "competent_authority"), False),
    ("not who it is by another's record", asks(NGO, "referrer", "identity", "competent_authority"), False),
    ("not a shelter's note of danger", asks(NGO, "referrer", "risk_and_safety", "support_provider"), False),
    ("police that referred do not read even the shelter's dates", asks(POLICE_FR, "referrer", "coarse", "support_provider"), False),
    ("an organisation that referred does", asks(NGO, "referrer", "coarse", "support_provider"), True),
    ("a referrer sends the account", asks(NGO, "referrer", "account", mode="write"), True),
    ("and records that it refers", asks(NGO, "referrer", "decisions", mode="write", purpose="referral"), True),
    ("but takes no decision", asks(NGO, "referrer", "decisions", mode="write", purpose="identification"), False),
    ("nor refers for another agency", asks(NGO, "referrer", "decisions", "hotline", mode="write", purpose="referral"), False),
    ("nor writes stay while it refers", asks(NGO, "referrer", "legal_status", mode="write", purpose="referral"), False),
    ("nor says what it would be for", asks(NGO, "referrer", "decisions", mode="write"), False),
    ("nor stay", asks(NGO, "referrer", "legal_status", mode="write"), False),
    ("the recipient sees that somebody is referred", asks(SHELTER, "recipient", "coarse", "police"), True),
    ("not who", asks(SHELTER, "recipient", "identity", "police"), False),
    ("accepts or refuses", asks(SHELTER, "recipient", "decisions", mode="write", purpose="answer_referral"), True),
    ("and nothing else", asks(SHELTER, "recipient", "decisions", mode="write"), False),
    ("not for another agency", asks(SHELTER, "recipient", "decisions", "hotline", mode="write", purpose="answer_referral"), False),
    ("not support by the way", asks(SHELTER, "recipient", "support", mode="write", purpose="answer_referral"), False),
    ("the reviewer does not accept", asks(REVIEWER, "recipient", "decisions", mode="write", purpose="answer_referral"), False),
    ("no referral goes to an investigator", asks(POLICE, "recipient", "coarse", "listed_ngo"), False),
]

WHO_DECIDES = [
    ("the authority reads the account", asks(AUTHORITY, "competent_authority", "account", "listed_ngo"), True),
    ("the reviewer reads the same", asks(REVIEWER, "competent_authority", "account", "listed_ngo"), True),
    ("the authority reads its own files", asks(AUTHORITY, "competent_authority", "proceedings"), True),
    ("not the support file", asks(AUTHORITY, "competent_authority", "support", "support_provider"), False),
    ("not the health file", asks(AUTHORITY, "competent_authority", "health", "health"), False),
    ("the way to reach the person", asks(AUTHORITY, "competent_authority", WHERE, "listed_ngo"), True),
    ("not the shelter's address", asks(AUTHORITY, "competent_authority", WHERE, "support_provider"), False),
    ("dangers that a referrer sent", asks(AUTHORITY, "competent_authority", "risk_and_safety", "police"), True),
    ("not a referrer's note of health", asks(AUTHORITY, "competent_authority", "health", "police"), False),
    ("not those that the shelter noted", asks(AUTHORITY, "competent_authority", "risk_and_safety", "support_provider"), False),
    ("it decides", asks(AUTHORITY, "competent_authority", "decisions", mode="write"), True),
    ("for identification", asks(AUTHORITY, "competent_authority", "legal_status", mode="write", purpose="identification"), True),
    ("it does not review itself", asks(AUTHORITY, "competent_authority", "decisions", mode="write", purpose="second_review"), False),
    ("it writes no support", asks(AUTHORITY, "competent_authority", "support", mode="write"), False),
    ("it writes as itself alone", asks(AUTHORITY, "competent_authority", "decisions", "competent_authority", "write"), False),
    ("the reviewer reviews", asks(REVIEWER, "competent_authority", "decisions", mode="write", purpose="second_review"), True),
    ("not as another agency", asks(REVIEWER, "competent_authority", "decisions", "police", mode="write", purpose="second_review"), False),
    ("and does not decide", asks(REVIEWER, "competent_authority", "decisions", mode="write", purpose="identification"), False),
    ("nor stay silent on it", asks(REVIEWER, "competent_authority", "decisions", mode="write"), False),
    ("nor grants stay", asks(REVIEWER, "competent_authority", "legal_status", mode="write", purpose="second_review"), False),
    ("a role that the kind cannot have is none", asks("police: decision_maker", "competent_authority", "account", "listed_ngo"), False),
]

WHO_SUPPORTS = [
    ("the provider sees the state of the rights", asks(SHELTER, "support_provider", "coarse", "competent_authority"), True),
    ("not the name before the person agrees", asks(SHELTER, "support_provider", "identity", "police"), False),
    ("the name after", asks(SHELTER, "support_provider", "identity", "police", consents=HERS), True),
    (
        "an answer for another provider does not count",
        asks(SHELTER, "support_provider", "identity", "police", consents=HERS_TO_ANOTHER),
        False,
    ),
    (
        "nor one for providers at large",
        asks(SHELTER, "support_provider", "identity", "police", consents=HERS_TO_ALL),
        False,
    ),
    ("nor one for something else", asks(SHELTER, "support_provider", "identity", "police", consents=HERS_FOR_RESEARCH), False),
    ("nor when something else is asked", asks(SHELTER, "support_provider", "identity", "police", purpose="return", consents=HERS), False),
    ("how to reach the person", asks(SHELTER, "support_provider", WHERE, "police", consents=HERS), True),
    ("its own address", asks(SHELTER, "support_provider", WHERE, consents=HERS), True),
    ("not another shelter's", asks(SHELTER, "support_provider", WHERE, "support_provider", consents=HERS), False),
    ("not how to reach the person before", asks(SHELTER, "support_provider", WHERE, "police"), False),
    ("its own support file", asks(SHELTER, "support_provider", "support", consents=HERS), True),
    ("closed when the person takes it back", asks(SHELTER, "support_provider", "support"), False),
    ("not another's health file", asks(SHELTER, "support_provider", "health", "health", consents=HERS), False),
    ("not the account", asks(SHELTER, "support_provider", "account", "police", consents=HERS), False),
    ("it records help, also declined", asks(SHELTER, "support_provider", "support", mode="write"), True),
    ("and a removal that it saw", asks(SHELTER, "support_provider", "return", mode="write"), True),
    ("not in another's file", asks(SHELTER, "support_provider", "support", "health", mode="write"), False),
    ("no decision", asks(SHELTER, "support_provider", "decisions", mode="write"), False),
    ("no stay", asks(SHELTER, "support_provider", "legal_status", mode="write"), False),
]

AUTHORITIES = [
    ("police that investigate know of the decision", asks(POLICE, "investigator", "decisions", "competent_authority"), True),
    ("and read what they wrote", asks(POLICE, "investigator", "risk_and_safety"), True),
    ("and what other police wrote", asks(POLICE, "investigator", "account", "border_guard"), True),
    ("not what a hotline wrote", asks(POLICE, "investigator", "account", "hotline"), False),
    ("unless the person agreed to be contacted", asks(POLICE, "investigator", "account", "hotline", consents=CONTACTED), True),
    ("not where the person is", asks(POLICE, "investigator", WHERE, "competent_authority"), False),
    ("unless so", asks(POLICE, "investigator", WHERE, "competent_authority", consents=CONTACTED), True),
    ("not for another purpose", asks(POLICE, "investigator", "account", "hotline", purpose="residence", consents=CONTACTED), False),
    ("not health", asks(POLICE, "investigator", "health", "police", consents=CONTACTED), False),
    ("not even by their own note", asks(POLICE, "investigator", WHERE), False),
    ("not in another's file", asks(POLICE, "investigator", "proceedings", "prosecutor", mode="write"), False),
    ("they record proceedings", asks(POLICE, "investigator", "proceedings", mode="write"), True),
    ("not stay", asks(POLICE, "investigator", "legal_status", mode="write"), False),
    ("prosecutors read the police's proceedings", asks(PROSECUTOR, "prosecutor", "proceedings", "police"), True),
    ("not the lawyer's", asks(PROSECUTOR, "prosecutor", "proceedings", "legal_aid"), False),
    ("not another organisation's lawyer's", asks(PROSECUTOR, "prosecutor", "proceedings", "listed_ngo"), False),
    ("migration knows that removal is barred", asks(MIGRATION, "migration_authority", "legal_status", "competent_authority"), True),
    ("and of whom", asks(MIGRATION, "migration_authority", "identity", "competent_authority"), True),
    ("not from those who help", asks(MIGRATION, "migration_authority", "identity", "listed_ngo"), False),
    ("no account", asks(MIGRATION, "migration_authority", "account", "competent_authority"), False),
    ("it records its proceedings", asks(MIGRATION, "migration_authority", "proceedings", mode="write"), True),
    ("not a permit", asks(MIGRATION, "migration_authority", "legal_status", mode="write"), False),
    ("an inspector is told the outcome", asks(LABOUR, "labour_inspectorate", "decisions", "competent_authority"), True),
    ("and reads no proceedings of police", asks(LABOUR, "labour_inspectorate", "proceedings", "police"), False),
    ("a right role in the wrong tie is nothing", asks(POLICE, "referrer", "account"), False),
]

BESIDE_THE_PERSON = [
    ("the guardian reads the shelter's health file", asks(GUARDIAN, "guardian", "health", "support_provider"), True),
    ("and where the child is", asks(GUARDIAN, "guardian", WHERE, "support_provider"), True),
    ("not of a child that is not theirs", asks(GUARDIAN, "", "health", "support_provider"), False),
    ("the guardian records a consent", asks(GUARDIAN, "guardian", "coarse", mode="write"), True),
    ("not as somebody else", asks(GUARDIAN, "guardian", "coarse", "police", mode="write"), False),
    ("and decides nothing", asks(GUARDIAN, "guardian", "decisions", mode="write"), False),
    ("the lawyer sees the state of the rights", asks(LAWYER, "lawyer", "coarse", "competent_authority"), True),
    ("not the account without a mandate", asks(LAWYER, "lawyer", "account", "competent_authority"), False),
    ("the account with it", asks(LAWYER, "lawyer", "account", "competent_authority", consents=MANDATE), True),
    ("not the shelter", asks(LAWYER, "lawyer", WHERE, "support_provider", consents=MANDATE), False),
    ("the lawyer records a claim", asks(LAWYER, "lawyer", "proceedings", mode="write"), True),
    ("not in the name of the police", asks(LAWYER, "lawyer", "proceedings", "police", mode="write"), False),
    ("not a decision", asks(LAWYER, "lawyer", "decisions", mode="write"), False),
    ("the child office knows where the child is", asks(CHILD_OFFICE, "child_office", WHERE, "support_provider"), True),
    ("not the account", asks(CHILD_OFFICE, "child_office", "account", "police"), False),
    ("it records what it finds about a return", asks(CHILD_OFFICE, "child_office", "return", mode="write"), True),
    ("not in another's file", asks(CHILD_OFFICE, "child_office", "return", "police", mode="write"), False),
    ("not support", asks(CHILD_OFFICE, "child_office", "support", mode="write"), False),
    ("who is asked reads the question", asks(SHELTER, "consulted", "coarse", "competent_authority"), True),
    ("not the draft", asks(SHELTER, "consulted", "decisions", "competent_authority"), False),
    ("answers", asks(SHELTER, "consulted", "account", mode="write", purpose="answer_question"), True),
    ("and decides nothing", asks(SHELTER, "consulted", "decisions", mode="write", purpose="identification"), False),
    ("not for another", asks(SHELTER, "consulted", "account", "hotline", mode="write", purpose="answer_question"), False),
    ("nothing but the answer", asks(SHELTER, "consulted", "support", mode="write", purpose="answer_question"), False),
    ("nor without saying that it answers", asks(SHELTER, "consulted", "decisions", mode="write"), False),
    ("the force that is told reads what points to nobody", asks(POLICE, "force", "coarse", "listed_ngo"), True),
    ("not a patrol of it", asks(POLICE_FR, "force", "coarse", "listed_ngo"), False),
    ("not the shelter's dates", asks(POLICE, "force", "coarse", "support_provider"), False),
    ("not who it is", asks(POLICE, "force", "identity", "listed_ngo"), False),
    ("not even as other police wrote it", asks(POLICE, "force", "identity", "police"), False),
    ("not by which place it was found", asks(POLICE, "force", WHERE, "competent_authority"), False),
    ("a yes opens it by the tie of the yes, not by this one", asks(POLICE, "force", WHERE, "competent_authority", consents=NAMED), False),
    ("not what was told", asks(POLICE, "force", "account", "competent_authority"), False),
    ("not what is decided", asks(POLICE, "force", "decisions", "competent_authority"), False),
    ("that it gave its reference", asks(POLICE, "force", "decisions"), True),
    ("not the reference again", asks(POLICE, "force", "account"), False),
    ("it gives the reference", asks(POLICE, "force", "account", mode="write", purpose="crime_reference"), True),
    ("and says that it did", asks(POLICE, "force", "decisions", mode="write", purpose="crime_reference"), True),
    ("and decides nothing", asks(POLICE, "force", "decisions", mode="write", purpose="identification"), False),
    ("nor without saying what for", asks(POLICE, "force", "account", mode="write"), False),
    ("nor for another force", asks(POLICE, "force", "account", "border_guard", mode="write", purpose="crime_reference"), False),
    ("nor proceedings by this tie", asks(POLICE, "force", "proceedings", mode="write", purpose="crime_reference"), False),
    ("nor without the tie", asks(POLICE, "", "account", mode="write", purpose="crime_reference"), False),
    ("a border guard may be such a force", asks("border_guard: investigator", "force", "coarse", "listed_ngo"), True),
]

NOTE = ("support", "support_provider")
WHAT_THE_PERSON_OPENS = [
    ("police that referred do not read the shelter's note", asks(POLICE_FR, "referrer", *NOTE), False),
    ("with consent they do, for its purpose", asks(POLICE_FR, "referrer", *NOTE, purpose="investigation", consents=SHOWN), True),
    ("not for another purpose", asks(POLICE_FR, "referrer", *NOTE, purpose="prosecution", consents=SHOWN), False),
    ("not for none", asks(POLICE_FR, "referrer", *NOTE, consents=SHOWN), False),
    ("not without a tie", asks(POLICE_FR, "", *NOTE, purpose="investigation", consents=SHOWN), False),
    ("not another recipient", asks(POLICE_FR, "referrer", *NOTE, purpose="investigation", consents=SHOWN_TO_PROSECUTOR), False),
    ("being contacted is not being shown", asks(POLICE, "investigator", *NOTE, purpose="investigation", consents=CONTACTED), False),
    ("the shelter's note of where needs both", asks(POLICE, "investigator", WHERE, "support_provider", consents=CONTACTED), False),
    (
        "and has both",
        asks(POLICE, "investigator", WHERE, "support_provider", purpose="investigation", consents=(*CONTACTED, *SHOWN)),
        True,
    ),
    ("an organisation's needs the purpose said", asks(POLICE, "investigator", WHERE, "listed_ngo", consents=CONTACTED), False),
    (
        "and opens when it is",
        asks(POLICE, "investigator", WHERE, "listed_ngo", purpose="investigation", consents=CONTACTED),
        True,
    ),
    (
        "to be shown is not to be told where",
        asks(AUTHORITY, "competent_authority", WHERE, "support_provider", purpose="identification",
             consents=SHOWN_TO_AUTHORITIES),
        False,
    ),
    (
        "where is told to one agency",
        asks(AUTHORITY, "competent_authority", WHERE, "support_provider", purpose="identification",
             consents=SHOWN_TO_US),
        True,
    ),
    (
        "the authority is shown the support file",
        asks(AUTHORITY, "competent_authority", *NOTE, purpose="identification", consents=SHOWN_TO_AUTHORITIES),
        True,
    ),
    ("what is shown is not written", asks(POLICE_FR, "referrer", *NOTE, mode="write", purpose="investigation", consents=SHOWN), False),
]  # fmt: skip

THE_REST = [
    ("an agency counts its own work", asks(SHELTER, "support_provider", "coarse", mode="export"), True),
    ("not another's", asks(SHELTER, "support_provider", "coarse", "police", mode="export"), False),
    ("and takes nothing else away", asks(SHELTER, "support_provider", "support", mode="export", consents=HERS), False),
    ("not the guardian either", asks(GUARDIAN, "guardian", "identity", "police", mode="export"), False),
    ("broken glass opens who it is", asks(NGO, "", "identity", "police", broken=True), True),
    ("whole glass does not", asks(NGO, "", "identity", "police"), False),
    ("not health", asks(NGO, "", "health", "police", broken=True), False),
    ("not to write", asks(NGO, "", "identity", mode="write", broken=True), False),
    ("not to take away", asks(NGO, "", "identity", mode="export", broken=True), False),
    ("not a contact", asks(NGO, "", "identity", stream="contact", broken=True), False),
    ("not to an administrator", asks("listed_ngo: agency_administrator", "referrer", "identity", broken=True), False),
    ("police with broken glass do not find the shelter", asks(POLICE_FR, "", WHERE, "support_provider", broken=True), False),
    ("nor where an organisation noted", asks(POLICE_FR, "", WHERE, "listed_ngo", broken=True), False),
    ("but who it is", asks(POLICE_FR, "", "identity", "listed_ngo", broken=True), True),
    ("the coordinator sees no case", asks("national_coordinator: national_coordinator", "monitor", "coarse", "police"), False),
    ("not by broken glass", asks("national_coordinator: national_coordinator", "", "identity", "police", broken=True), False),
    ("an administrator sees no case", asks("police: agency_administrator", "referrer", "coarse"), False),
    ("nor does the officer for data protection", asks("police: data_protection_officer", "referrer", "coarse"), False),
    ("who monitors sees no case beside other work", asks(f"{INTERNATIONAL} monitor", "support_provider", "coarse"), False),
    ("who only works does", asks(INTERNATIONAL, "support_provider", "coarse"), True),
    ("the tie of a monitor opens nothing", asks(INTERNATIONAL, "monitor", "coarse"), False),
    ("the coordinator reads released figures", asks(COORDINATOR, "", "coarse", "monitor", stream="publication"), True),
    ("and hands them on", asks(COORDINATOR, "", "coarse", "monitor", mode="export", stream="publication"), True),
    ("and publishes", asks(COORDINATOR, "", "coarse", mode="write", stream="publication"), True),
    ("not in another's name", asks(COORDINATOR, "", "coarse", "monitor", mode="write", stream="publication"), False),
    ("who monitors reads them", asks("monitor: monitor", "", "coarse", "national_coordinator", stream="publication"), True),
    ("and does not publish", asks("monitor: monitor", "", "coarse", mode="write", stream="publication"), False),
    ("there is nothing else in figures", asks(COORDINATOR, "", "identity", stream="publication"), False),
    ("nor to be written", asks(COORDINATOR, "", "account", mode="write", stream="publication"), False),
    ("who works on cases does not publish", asks(AUTHORITY, "competent_authority", "coarse", mode="write", stream="publication"), False),
    ("nor reads them here", asks(AUTHORITY, "competent_authority", "coarse", "national_coordinator", stream="publication"), False),
    ("who monitors does not meet people", asks(BOTH, "holder", "coarse", stream="contact"), False),
    ("nor notifies", asks(BOTH, "holder", "coarse", stream="notification"), False),
    ("nor seals", asks(BOTH, "holder", "coarse", stream="sealed_contact"), False),
    ("a stranger sees nothing", asks(SHELTER, "", "coarse", "police"), False),
]  # fmt: skip

SENTENCES = [
    *BEFORE_A_REFERRAL,
    *WHO_REFERRED,
    *WHO_DECIDES,
    *WHO_SUPPORTS,
    *AUTHORITIES,
    *BESIDE_THE_PERSON,
    *WHAT_THE_PERSON_OPENS,
    *THE_REST,
    *OF_THE_WORK,
]
