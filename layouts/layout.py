"""A layout element: one typed object of a plan's spatial layout, such as “中医药特色医养结合示范带”."""

from dataclasses import dataclass

MEMBER_ROLES = ("named", "main", "supporting")


@dataclass(frozen=True, slots=True)
class Member:
    """A district that an element names, with the role the text gives it.

    `role` is `main` where the plan says 主体, `supporting` where it says 补充, otherwise `named`.
    """

    district: str
    role: str = "named"


@dataclass(frozen=True, slots=True)
class LayoutElement:
    """One row of layout.yaml. A blank text or an empty tuple means that the plan does not say."""

    element_id: str
    kind: str
    name: str
    name_en: str = ""
    theme: str = ""
    members: tuple[Member, ...] = ()
    place_ids: tuple[str, ...] = ()
    business_forms: tuple[str, ...] = ()
    target_group: str = ""
    section: str = ""
    as_written: str = ""
    ambiguity: str = ""
    note: str = ""

    @property
    def district_codes(self) -> tuple[str, ...]:
        """Codes of the member districts, in the order the plan names them."""
        return tuple(member.district for member in self.members)
