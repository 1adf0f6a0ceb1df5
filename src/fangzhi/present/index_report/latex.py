"""Tables in LaTeX, for booktabs and longtable."""

from fangzhi.analyse.index.study import Study
from fangzhi.present.index_report.sheet import Sheet
from fangzhi.present.index_report.sheets import sheets
from fangzhi.present.table import width

# Long tables are data, not something to print; they are in the CSV files.
PRINTED = (
    "conventions", "indicators", "weights", "gaps", "ranks", "sweep", "dagum", "theil", "sigma", "beta", "markov",
    "moran", "ellipse", "main_obstacles", "skipped",
)  # fmt: skip
# Columns wider than this many letters are set as paragraphs.
_LONG = 24
_SPECIAL = {
    "\\": r"\textbackslash{}", "&": r"\&", "%": r"\%", "$": r"\$", "#": r"\#", "_": r"\_", "{": r"\{", "}": r"\}",
    "~": r"\textasciitilde{}", "^": r"\textasciicircum{}", "β": r"$\beta$", "σ": r"$\sigma$", "ε": r"$\varepsilon$",
    "ρ": r"$\rho$", "λ": r"$\lambda$", "°": r"\textdegree{}", "²": r"\textsuperscript{2}", "√": r"$\surd$",
    "Σ": r"$\Sigma$",
    "<": r"\textless{}", ">": r"\textgreater{}", "·": r"$\cdot$", "—": "---", "–": "--",
}  # fmt: skip


def latex(study: Study) -> str:
    """The printed tables as LaTeX; of the rank intervals the last year only. Chinese names need ctex."""
    parts = [
        "% needs: \\usepackage{array,booktabs,longtable,textcomp} and, for Chinese names, ctex with XeLaTeX or LuaLaTeX"
    ]
    printed = [one for one in sheets(study) if one.name in PRINTED]
    parts += [latex_table(one.of_year(study.last_year) if one.name == "ranks" else one) for one in printed]
    return "\n\n".join(parts) + "\n"


def latex_table(one: Sheet) -> str:
    r"""One table; text is set left, numbers right, the note below.

    >>> from fangzhi.present.index_report.sheet import sheet
    >>> print(latex_table(sheet("x", "Shares", ("name", "%"), [("a_b", 0.5)])).splitlines()[3])
    name & \% \\
    """
    columns = _columns(one)
    lines = [
        f"\\begin{{longtable}}{{{columns}}}",
        f"\\caption{{{escape(one.title)}}}\\label{{tab:{one.name.replace('_', '-')}}}\\\\",
        "\\toprule",
        " & ".join(escape(h) for h in one.headings) + r" \\",
        "\\midrule",
        "\\endhead",
        "\\bottomrule",
        "\\endfoot",
    ]
    lines += [" & ".join(escape(cell) for cell in row) + r" \\" for row in one.shown()]
    lines.append("\\end{longtable}")
    if one.note:
        lines.append(f"{{\\noindent\\footnotesize {escape(one.note)}\\par}}")
    return "\n".join(lines)


def _columns(one: Sheet) -> str:
    numbers, rows = one.numeric(), one.shown()
    widest = [max(width(row[i]) for row in rows) if rows else 0 for i in range(len(one.headings))]
    long = [i for i, columns in enumerate(widest) if columns > _LONG and i not in numbers]
    share = (0.75 if len(widest) < 5 else 0.45) / len(long) if long else 0.0
    wrapped = rf">{{\raggedright\arraybackslash}}p{{{share:.2f}\linewidth}}"
    return "".join("r" if i in numbers else wrapped if i in long else "l" for i in range(len(one.headings)))


def escape(text: str) -> str:
    r"""Text with LaTeX's special characters made harmless.

    >>> escape("50% of R&D_x")
    '50\\% of R\\&D\\_x'
    """
    return "".join(_SPECIAL.get(character, character) for character in text)
