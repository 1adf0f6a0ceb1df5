"""The industrial system of a region: industries, schemes, projects, policies, platforms."""

from fangzhi.extract.systems.reader import SystemReader, systems_facts

__all__ = ["SystemReader", "systems_facts"]
