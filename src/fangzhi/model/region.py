"""An area: administrative, a zone, or a cluster of cities."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Region:
    """One row of the register.

    ``code`` is GB/T 2260 (six digits; ``100000`` is the whole country); zones and city clusters
    have an id that is not a GB/T code (``zone-…``) and no ``official_code``. ``level`` is one of
    country, province, prefecture, county, zone, cluster. ``parent`` is the code of the next
    higher region; ``valid_to`` is set (ISO date) when the code no longer stands.
    """

    code: str
    name: str
    short: str
    english: str
    pinyin: str
    level: str
    parent: str | None
    aliases: tuple[str, ...] = ()
    valid_from: str | None = None
    valid_to: str | None = None
    longitude: float | None = None
    latitude: float | None = None

    @property
    def official_code(self) -> str | None:
        """The GB/T 2260 code, or None for zones and clusters."""
        return self.code if len(self.code) == 6 and self.code.isdigit() else None
