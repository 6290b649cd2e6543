"""Publications on what is measured, and how well; the bibliography of `sources` shows them all."""

from planner.evidence.cited import Quality, Source

A = Quality.PEER_REVIEWED

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
MICH18 = Source(
    "MICH18",
    "Injection depth in intradermal therapy: update and correction",
    "2018",
    "http://jddonline.com/articles/dermatology/S1545961618P0088X",
    A,
)
MICHUS = Source(
    "MICHUS",
    "Ultrasound of neck and lumbar skin in 80 people",
    "n.d.",
    "https://www.sciforschenonline.org/journals/clinical-cosmetic-dermatology/JCCD153.php",
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
SNID11 = Source(
    "SNID11",
    "Palpatory accuracy of lumbar spinous processes",
    "2011",
    "https://pubmed.ncbi.nlm.nih.gov/21640254/",
    A,
)
SUZ20 = Source(
    "SUZ20",
    "Clinically significant changes on the numeric rating scale in chronic low back pain",
    "2020",
    "https://pmc.ncbi.nlm.nih.gov/articles/PMC7053735",
    A,
)
SCILIT = Source(
    "SCILIT",
    "High-frequency ultrasound, 22 anatomical sites",
    "n.d.",
    "https://www.scilit.net/publications/8ea725394ad9b3da077348e1ae52dfcb",
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
