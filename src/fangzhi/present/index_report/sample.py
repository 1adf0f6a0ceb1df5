"""The sample that the atlas shows on its index page."""

from fangzhi.analyse.index.atlas_panel import panel_of_atlas
from fangzhi.analyse.index.framework_file import load_framework, panel_file
from fangzhi.analyse.index.read_panel import read_panel
from fangzhi.analyse.index.study import Study, study
from fangzhi.model.errors import InputError
from fangzhi.store.atlas import Atlas

FROM_ATLAS, FROM_REGISTER = "reported-growth", "administrative-structure"


def sample_study(atlas: Atlas | None = None) -> Study:
    """An index of the atlas's own figures with a sweep; of the register of regions where these are too few."""
    if atlas is not None:
        plan = load_framework(FROM_ATLAS)
        try:
            return study(panel_of_atlas(atlas, plan), plan, sweep=True)
        except InputError:
            pass  # fewer than two provinces have all figures: the other sample shows as much
    plan = load_framework(FROM_REGISTER)
    file = panel_file(FROM_REGISTER, plan)
    if file is None:
        raise InputError(f'{plan.file} names no panel; write file = "…" in [panel]')
    columns = [spec.column for spec in plan.indicators]
    return study(read_panel(file, plan.panel, columns, origin=plan.panel.file), plan, sweep=True)
