"""The products of a visit file and nothing else of it: a search looks at thousands of files."""

from collections.abc import Sequence

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from planner.errors import FileRefused
from planner.files.visit_form import ProductForm
from planner.series.visit import Product


class _OnlyProducts(BaseModel):
    model_config = ConfigDict(extra="ignore")
    products: list[ProductForm] = Field(default_factory=list)


def read_products(text: str) -> tuple[Product, ...]:
    """Return what was injected after a visit file; whatever else stands in it is not looked at.

    Raises
    ------
    FileRefused
        If the text is no JSON object, or its products do not follow the published form.
    """
    try:
        form = _OnlyProducts.model_validate_json(text)
    except ValidationError:
        raise FileRefused("The products of a session cannot be read.", field="products") from None
    return products_of(form.products)


def products_of(forms: Sequence[ProductForm]) -> tuple[Product, ...]:
    """Return the products that forms hold."""
    return tuple(Product(one.name, one.batch, one.expires, one.volume_ml) for one in forms)
