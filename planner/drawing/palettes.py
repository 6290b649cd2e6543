"""The named colours of a light and of a dark room."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Palette:
    """The named colours of a room."""

    page: str
    skin: str
    shadow: str
    light: str
    ink: str
    text: str
    minor_text: str
    bone: str
    bone_body: str
    muscle: str
    ruler: str
    side: str
    halo: str
    keep_out: str
    fat: str
    needle: str
    withheld: str
    pain_edge: str
    regions: tuple[str, ...]
    targets: tuple[str, ...]


LIGHT = Palette(
    page="#FFFFFF", skin="#F4E6DA", shadow="#B98C6E", light="#FFFBF7", ink="#5E4B42", text="#3B3430",
    minor_text="#6B5D55", bone="#8C7B72", bone_body="#FFFFFF", muscle="#B08E78", ruler="#5E7583",
    side="#0072B2", halo="#FDF8F3", keep_out="#4A3F3A", fat="#FBF0CE", needle="#4C5A66",
    withheld="#A3200D", pain_edge="#5A1E02",
    regions=("#B9D8EA", "#C9E2CC", "#F6E3B4", "#E3CFEA", "#F5CDBB", "#DDE3B8"),
    targets=("#0072B2", "#00795A", "#A8477D", "#B04A00", "#3B3430"),
)  # fmt: skip
DARK = Palette(
    page="#15120F", skin="#3D342E", shadow="#15100C", light="#63554B", ink="#E4D5C8", text="#F3E9DF",
    minor_text="#C9B8AA", bone="#B5A294", bone_body="#8A786B", muscle="#9C8170", ruler="#9FB4C2",
    side="#56B4E9", halo="#211B17", keep_out="#F3E9DF", fat="#5A4E2C", needle="#C9D3DC",
    withheld="#FF8A75", pain_edge="#FFE3CC",
    regions=("#4C6C7E", "#4E6B55", "#7A6A3E", "#6A5575", "#7E5445", "#656A40"),
    targets=("#56B4E9", "#2BC79A", "#E08FBB", "#F0E442", "#F3E9DF"),
)  # fmt: skip
