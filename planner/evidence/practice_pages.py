"""Web pages of practitioners and aesthetic training; the bibliography of `sources` shows them all."""

from planner.evidence.cited import Quality, Source

C, D = Quality.PRACTITIONER, Quality.AESTHETIC

# Practitioners
BELL = Source("BELL", "Mésothérapie", "n.d.", "https://www.docbricebellemans.com/mesotherapie/", C)
CLIN = Source(
    "CLIN",
    "Clinique médicale: mésothérapie",
    "n.d.",
    "https://sbutterbluemchen.github.io/Clinique-medicale/mesotherapie.html",
    C,
)
CRISO = Source("CRISO", "La mesoterapia", "n.d.", "https://medicinadellosportcrisostomi.it/la-mesoterapia", C)
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
MIAEST = Source(
    "MIAEST",
    "Mesoterapia antalgica: una terapia mirata contro il dolore",
    "n.d.",
    "https://www.miaestetica.it/tkn-a132-mesoterapia_antalgica__una_terapia_mirata_contro_il_dolore.html",
    C,
)
TETA = Source(
    "TETA", "Mesoterapia antalgica", "n.d.", "https://tetamedicalfitness.com/mesoterapia-antalgica", C
)

# Aesthetic training sites
AFME10 = Source(
    "AFME10", "Le mésolift en 2010", "2010", "https://afme.org/visage/relachement/le-mesolift-en-2010", D
)
AFME_BLANCH = Source(
    "AFME-BLANCH",
    "La blanching technique",
    "n.d.",
    "https://afme.org/visage/fillers/la-blanching-technique-explication-de-la-technique-dinjection-et-indications",
    D,
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
