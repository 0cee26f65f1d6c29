"""What the documents of purchases have in common: their lines, and comments."""

from alegra_cli.declare import Action, Field, LineOption, Ref


def comment(path: str = "comments[].text", kind: str = "text") -> Action:
    """The action that adds a comment. path: the body field that the text goes under; kind: of it.

    Bills and debit notes take a list of objects and nothing else (11103, 37008); orders a text
    (S87).
    """
    return Action(
        "comment",
        "POST",
        "/{id}/comments",
        summary="Add a comment.",
        body="required",
        fields=(Field(path, kind, "The text.", required=True, option="--text"),),
        aliases=("comments", "comment-add"),
    )


def _line(at: str, catalogue: str, what: str) -> tuple[Field, ...]:
    return (
        Field(at, "list", what, example="[]" if at == "items" else ""),
        Field(f"{at}[].id", Ref(catalogue), what, required=True),
        Field(
            f"{at}[].price", "money", "Unit price, before taxes.", required=True, not_negative=True
        ),
        Field(f"{at}[].quantity", "number", "How many.", required=True, not_negative=True),
        Field(f"{at}[].name", help="Name to print on the line."),
        Field(f"{at}[].discount", "number", "Discount in percent.", most=100),
        Field(f"{at}[].tax", "any", "Taxes of the line, as [{id}]."),
        Field(f"{at}[].tax[].id", Ref("taxes"), "Tax."),
        Field(f"{at}[].observations", help="Notes of the line."),
    )


def purchases(at: str = "purchases.") -> tuple[Field, ...]:
    """Lines of catalogue items, and of accounts; at least one of either."""
    return (
        *_line(f"{at}items", "items", "Catalogue items bought."),
        *_line(f"{at}categories", "categories", "Accounts that the expense goes to."),
    )


def purchase_options(at: str = "purchases.") -> tuple[LineOption, ...]:
    """The options for these lines."""
    return (
        LineOption(
            "--item",
            f"{at}items",
            "A line of the catalogue.",
            parts=((":", "quantity"), ("@", "price"), ("+", "tax")),
            constants=(("quantity", 1),),
        ),
        LineOption(
            "--account",
            f"{at}categories",
            "A line that goes to an account.",
            parts=((":", "quantity"), ("=", "price"), ("+", "tax")),
            constants=(("quantity", 1),),
            only=(("use", "!accumulative"),),
        ),
    )
