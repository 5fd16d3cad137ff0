import numpy as np


def text(x, digits=4, sign=""):  #: text
    x = float(x) + 0.0
    if not np.isfinite(x):
        return "–" if np.isnan(x) else "∞" if x > 0 else "−∞"
    if x == 0 or 0.5 * 10**-digits <= abs(x) < 1e5:
        written = f"{x:{sign if x else ''}.{digits}f}"
    else:
        mantissa, power = f"{x:{sign}.1e}".split("e")
        written = f"{mantissa}e{int(power)}"
    return written.replace("-", "−")


def column(values, digits=4, sign=""):
    return [text(x, digits, sign) for x in values]


def table(rows):
    widths = [max(map(len, cells)) for cells in zip(*rows)]
    for first, *others in rows:
        print(first.ljust(widths[0]), *(cell.rjust(width) for cell, width in zip(others, widths[1:])), sep="  ")
