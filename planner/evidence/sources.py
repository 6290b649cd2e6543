"""The bibliography: every publication that a number of ours names, graded A to D.

Mostly abstracts, registry entries and opening passages were read, not whole papers. C and D sources stand
here because the geometry of the injections is published mostly there; a reader sees the grade beside the
number.
"""

from planner.evidence.cited import Quality, Source

A, B, C, D = Quality.PEER_REVIEWED, Quality.SOCIETY, Quality.PRACTITIONER, Quality.AESTHETIC

OURS = Source("ours", "Our own choice: no source was found", "n.d.", "", Quality.OURS)
SEED = Source(
    "SEED",
    "Mesotherapy for back pain: is it risky?",
    "n.d.",
    "https://es.lombafit.com/mesoterapia-dolor-de-espalda/",
    C,
)

# Trials, registries and measurements
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
ISWI21 = Source(
    "ISWI21",
    "Intradermal sterile water injection for acute low back pain",
    "2021",
    "https://journalfeed.org/article-a-day/2021/intradermal-sterile-water-for-back-pain/",
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
    "Intracutaneous sterile water for acute low back pain in the emergency department, NCT04240483",
    "2020",
    "https://trialbulletin.com/lib/entry/ct-04240483",
    A,
)
NCT45 = Source(
    "NCT45",
    "Mesotherapy versus systemic therapy, neck pain with herniated disc, NCT04519333",
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

# What is measured, and how well
JENSEN13 = Source(
    "JENSEN13",
    "Reproducibility of tender point examination in chronic low back pain",
    "2013",
    "https://pmc.ncbi.nlm.nih.gov/articles/PMC3586147",
    A,
)
KAMP10 = Source(
    "KAMP10",
    "How little pain and disability do patients with low back pain have to feel recovered?",
    "2010",
    "https://pmc.ncbi.nlm.nih.gov/articles/PMC2989296",
    A,
)
NTM15 = Source(
    "NTM15",
    "15 infections with nontuberculous mycobacteria after mesotherapy",
    "2007",
    "https://pubmed.ncbi.nlm.nih.gov/17550571",
    A,
)
OST08 = Source(
    "OST08",
    "Interpreting change scores for pain and functional status in low back pain",
    "2008",
    "https://paperexplained.cn/articles/paper/detail/c63b17f341638e994cd27cc6d09b4f05e220d5cc",
    A,
)
SUZ20 = Source(
    "SUZ20",
    "Clinically significant changes on the numeric rating scale in chronic low back pain",
    "2020",
    "https://pmc.ncbi.nlm.nih.gov/articles/PMC7053735",
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

# Geometry and the quality of plans
KERSHNER39 = Source(
    "KERSHNER39", "The number of circles covering a set", "1939", "https://www.jstor.org/stable/2371320", A
)
NELMS12 = Source(
    "NELMS12",
    "Variation in external beam treatment plan quality: planners and planning systems",
    "2012",
    "https://doi.org/10.1016/j.prro.2011.11.012",
    A,
)
PADDICK00 = Source(
    "PADDICK00",
    "A simple scoring ratio to index the conformity of radiosurgical treatment plans",
    "2000",
    "https://doi.org/10.3171/jns.2000.93.supplement_3.0219",
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

# Practitioners
BELL = Source("BELL", "Mésothérapie", "n.d.", "https://www.docbricebellemans.com/mesotherapie/", C)
CLIN = Source(
    "CLIN",
    "Clinique médicale: mésothérapie",
    "n.d.",
    "https://sbutterbluemchen.github.io/Clinique-medicale/mesotherapie.html",
    C,
)
EGO = Source("EGO", "Surface anatomy", "n.d.", "https://egofelix.com/surface-anatomy", C)
FONT = Source("FONT", "Mésothérapie", "n.d.", "https://docteur-fontvielle.com/mesotherapie/", C)
KATZ = Source(
    "KATZ", "La mésothérapie en pratique", "n.d.", "http://docteur-katz.fr/la-mesotherapie-en-pratique", C
)
DALU = Source(
    "DALU",
    "Quelle est la définition de la mésothérapie",
    "n.d.",
    "https://alexandradalu.com/blog/ufaqs/quelle-est-la-definition-de-mesotherapie",
    C,
)
SIENA = Source(
    "SIENA", "Mesoterapia antalgica", "n.d.", "http://www.dottordisiena.com/mesoterapia_antalgica.html", C
)

# Aesthetic training sites
AFME10 = Source(
    "AFME10", "Le mésolift en 2010", "2010", "https://afme.org/visage/relachement/le-mesolift-en-2010", D
)
BEAUTE21 = Source(
    "BEAUTE21",
    "Les différentes techniques d'injection en mésothérapie",
    "2021",
    "http://www.beautepeople.fr/les-differentes-techniques-d-injection-en-mesotherapie/",
    D,
)
BHUB = Source(
    "BHUB",
    "Classics and modernity: what mesotherapy can do",
    "n.d.",
    "https://pro.bhub.com.ua/en/cosmetology/classics-and-modernity-what-mesotherapy-can-do/amp",
    D,
)
DERMO = Source("DERMO", "Mesotherapy", "n.d.", "http://www.dermotherap.com.ar/mesotherapy/", D)
DOSING = Source("DOSING", "Mesotherapy", "n.d.", "http://dosingpdf.com/m/mesotherapy.in1.html", D)
FCCD = Source("FCCD", "Mesotherapy 2", "n.d.", "https://beautytrainingportal.com/lessons/mesotherapy-2/", D)
MANDA = Source(
    "MANDA",
    "Mesoterapia",
    "n.d.",
    "https://www.brunomandalari.it/methodologies/mesoterapia/?lang=en",
    D,
)
MESODERM = Source("MESODERM", "Mesotherapy", "n.d.", "https://www.mesoderm.es/mesotherapy/", D)
NAYA = Source(
    "NAYA",
    "Tratamientos corporales: mesoterapia",
    "n.d.",
    "https://nayadebelleza.com/medicina-estetica-tratamientos-corporales-mesoterapia/",
    D,
)
PISAL18 = Source(
    "PISAL18",
    "Congress abstract, Rome 2018, p. 70 (abstract, address of the publisher only)",
    "2018",
    "https://www.imedpub.com/",
    D,
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
