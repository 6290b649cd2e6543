"""The bibliography: every publication that a number of ours names, graded A to D.

Mostly abstracts, registry entries and opening passages were read, not whole papers. C and D sources stand
here because the geometry of the injections is published mostly there; a reader sees the grade beside the
number.
"""

from planner.evidence.cited import Quality, Source
from planner.evidence.measurements import *
from planner.evidence.practice_pages import *

A, B, C = Quality.PEER_REVIEWED, Quality.SOCIETY, Quality.PRACTITIONER

OURS = Source("ours", "Our own choice: no source was found", "n.d.", "", Quality.OURS)
SEED = Source(
    "SEED",
    "Mesotherapy for back pain: is it risky?",
    "n.d.",
    "https://es.lombafit.com/mesoterapia-dolor-de-espalda/",
    C,
)

# Trials, registries and measurements
AKB20 = Source(
    "AKB20",
    "Intradermal mesotherapy versus systemic therapy, low back pain, American Journal of Emergency Medicine",
    "2020",
    "https://metajournal.com/articles/951097",
    A,
)
BARB12 = Source(
    "BARB12",
    "Intra-rater reliability in locating trigger points, upper trapezius",
    "2012",
    "https://ichgcp.net/it/clinical-trials-registry/publications/243999-intra-rater-reliability-of-an-"
    "experienced-physiotherapist-in-locating-myofascial-trigger-points-in",
    A,
)
CDC = Source("CDC", "Tuberculin skin test wheal", "n.d.", "https://phil.cdc.gov/Details.aspx?pid=24234", B)
COST11 = Source(
    "COST11",
    "Mesotherapy versus systemic therapy in acute low back pain: a randomized trial",
    "2011",
    "https://pmc.ncbi.nlm.nih.gov/articles/PMC2952299/",
    A,
)
DICES11 = Source(
    "DICES11",
    "Trigger-point versus acupuncture-point mesotherapy in chronic low back pain (Cochrane table)",
    "2011",
    "https://pmc.ncbi.nlm.nih.gov/articles/PMC8095030/table/CD013814-tblf-0005",
    A,
)
ERNST13 = Source(
    "ERNST13",
    "Location of the spinal processes by their percentage position between C7 and the PSIS, "
    "BMC Research Notes 6:58",
    "2013",
    "https://pmc.ncbi.nlm.nih.gov/articles/PMC3598670/",
    A,
)
FERR17 = Source(
    "FERR17",
    "Mesotherapy using drugs versus saline in chronic spinal pain",
    "2017",
    "https://pubmed.ncbi.nlm.nih.gov/28125435/",
    A,
)
IRCT = Source(
    "IRCT",
    "Mesotherapy versus TENS in radicular back pain (registry entry)",
    "2024",
    "https://irct.behdasht.gov.ir/trial/74345",
    A,
)
ISWI21 = Source(
    "ISWI21",
    "Intradermal sterile water injection for acute low back pain",
    "2021",
    "https://journalfeed.org/article-a-day/2021/intradermal-sterile-water-for-back-pain/",
    A,
)
KOC19 = Source(
    "KOC19",
    "Intradermal mesotherapy versus systemic therapy, musculoskeletal pain",
    "2019",
    "https://doi.org/10.1016/j.ajem.2019.02.042",
    A,
)
LAUR07 = Source(
    "LAUR07",
    "Echographic measurement of skin thickness in adults, Vaccine 2007;25:6423",
    "2007",
    "https://peeref.com/works/67058301",
    A,
)
NAPAJ24 = Source(
    "NAPAJ24",
    "Intradermal injection with two techniques in chronic nonspecific neck pain",
    "2024",
    "https://medeniyet.galenos.com.tr/articles/the-effect-of-intradermal-injection-with-two-different-"
    "injection-techniques-on-pain-and-functional-status-in-patients-with-chronic-nonspecific-neck-pain/"
    "MMJ.galenos.2024.78972",
    A,
)
NCT42 = Source(
    "NCT42",
    "Intracutaneous sterile water for acute low back pain in the emergency department, "
    "registry entry NCT04240483",
    "2020",
    "https://trialbulletin.com/lib/entry/ct-04240483",
    A,
)
NCT45 = Source(
    "NCT45",
    "Mesotherapy versus systemic therapy, neck pain with herniated disc, registry entry NCT04519333",
    "2020",
    "https://crick.ai/trials/NCT04519333",
    A,
)
PAO16 = Source(
    "PAO16",
    "Trigger points mesotherapy for chronic neck pain",
    "2016",
    "https://www.graphyonline.com/archives/IJPTR/2016/IJPTR-113/",
    A,
)
PAO19 = Source(
    "PAO19",
    "Mesotherapy in musculoskeletal pain in rehabilitation: state of the art (review)",
    "2019",
    "https://pmc.ncbi.nlm.nih.gov/articles/PMC6679691",
    A,
)
PHP = Source(
    "PHP",
    "Mesotherapy in pain management (teaching page; reads like SIM 2012, not verified against it)",
    "n.d.",
    "https://phptrainingacademy.com/pain-management",
    B,
)
RAN24 = Source(
    "RAN24",
    "Intradermal therapy on bilateral cervicobrachial pain",
    "2024",
    "https://doi.org/10.3390/jpm14010122",
    A,
)
SCAT24 = Source(
    "SCAT24",
    "ESWT versus mesotherapy in myofascial syndromes",
    "2024",
    "https://frontiersin.org/journals/medicine/articles/10.3389/fmed.2024.1388922/full",
    A,
)
KOSZ24 = Source(
    "KOSZ24",
    "Spinal collagen mesotherapy in chronic low back pain",
    "2024",
    "https://doi.org/10.3390/jcm13030787",
    A,
)
KOSZ25 = Source(
    "KOSZ25",
    "Collagen mesotherapy in cervical myofascial pain",
    "2025",
    "https://www.mdpi.com/2227-9059/13/8/1893",
    A,
)

# Societies and teaching
ANSUR2 = Source(
    "ANSUR2",
    "Gordon et al., 2012 Anthropometric Survey of U.S. Army Personnel, NATICK/TR-15/007; our own regressions",
    "2014",
    "https://www.openlab.psu.edu/ansur2/",
    B,
)
LABENNE16 = Source(
    "LABENNE16",
    "Traitements par mésothérapie des lombalgies communes",
    "2016",
    "https://www.doctinet.fr/traitements-par-mesotherapie-des-lombalgies-communes/",
    B,
)
MARC94 = Source("MARC94", "SFM bulletin 89", "1994", "https://meso.it/bullettin_sfm.htm", B)
MIMS = Source(
    "MIMS", "Tuberculin PPD RT23, leaflet (address of the publisher only)", "n.d.", "https://www.mims.com/", B
)
PERRIN08 = Source(
    "PERRIN08",
    "Les différentes techniques d'injection en mésothérapie, DIU Pitié-Salpêtrière",
    "2008",
    "http://studylibfr.com/doc/487062/",
    B,
)
SFM_MAT = Source(
    "SFM-MAT",
    "Matériel, Société Française de Mésothérapie",
    "n.d.",
    "https://www.sfmesotherapie.com/materiel-docteur-medecin-douleur-pathologie-inflammation-arthrose-"
    "rhumatisme-lombalgie-nevralgie-tendinite-blessure-platre-bandage-sport-muscle-tendon-piqure-injection-"
    "pistolet-seringue_41.html",
    B,
)


def all_sources() -> tuple[Source, ...]:
    """Return the whole bibliography, sorted by key, our own choices last."""
    listed = [thing for thing in globals().values() if isinstance(thing, Source) and thing is not OURS]
    return (*sorted(listed, key=lambda source: source.key), OURS)


def find_source(key: str) -> Source:
    """Return the source of that key.

    Raises
    ------
    KeyError
        If the bibliography has no such source, which is a mistake in the code.
    """
    return {source.key: source for source in all_sources()}[key]
