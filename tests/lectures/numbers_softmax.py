"""The numbers of "Softmax in 15 minutes", computed anew: scene by scene, those of its English texts."""

import numpy as np

import softmax_core as core

from .shipped import fixed, shortest

LAST_EXPONENT = np.log(np.finfo(np.float64).max)
EXAMPLE = core.softmax([2, 3, 4])


def shares_of_one_sum(scene):
    z = scene.shown.z
    p = core.softmax(z)
    return {"notes": [*fixed(z[0]), *fixed(np.exp(z[0]), 2), *fixed(p[0], 3), "1", *fixed(p.sum())]}


def first_sketch(scene):
    z = np.array(scene.shown.z)
    assert np.array_equal(core.softmax(z), EXAMPLE), "what later scenes begin with"
    return {
        "caption": fixed(z),
        "text": fixed(z),
        "reveal": [*fixed(EXAMPLE, 2), *fixed(np.exp(1), 2)],
        "notes": [*fixed(z / z.sum(), 2), "0"],
    }


def offset_5(scene):
    c = scene.answer.offset
    assert np.allclose(core.softmax(np.array(scene.answer.z) + c), core.softmax(scene.shown.z), rtol=1e-14)
    factor = fixed(np.exp(c))
    return {"text": [f"{c}"], "reveal": factor, "notes": [*factor, f"{c}"]}


def overflow(scene):
    z, c = np.array(scene.answer.a), scene.answer.c
    assert scene.answer.b == scene.answer.a
    steps = core.softmax_steps(z + c)
    assert np.isinf([steps.exponentials.max(), steps.total]).all(), "infinity by infinity"
    works = [offset for offset in range(1100) if np.isfinite(core.softmax_steps(z + offset).total)]
    assert works == list(range(core.first_nan_offset([z, z], "float64", "naive")))
    largest = f"{np.finfo(np.float64).max:.1e}".replace("e+", "e")
    return {
        "caption": [f"{c}", *fixed(z), "1"],
        "text": [f"{c}", "1"],
        "reveal": fixed(z.max() + c),
        "notes": [largest, *fixed(LAST_EXPONENT, 2), f"{works[-1]}"],
    }


def shifted(scene):
    steps = core.softmax_steps(np.array(scene.shown.z) + scene.shown.offset, shifted=scene.shown.shift)
    return {"notes": [*fixed(steps.exponentials.max()), *fixed(steps.total, 2)]}


def number_line(scene):
    state = scene.answer
    rows = [state.a, state.b]
    first = {name: core.first_nan_offset(rows, name, "naive") for name in core.FLOAT_FORMATS}
    assert state.c == first["float32"] > scene.shown.c
    largest = f"{np.finfo(np.float32).max:.1e}".replace("e+", "e")
    z = max(state.a) + state.c
    overflowing = f"{np.exp(z):.1e}".replace("e+", "e")
    return {
        "text": ["1", *shortest(state.a), largest],
        "reveal": [f"{state.c}", *fixed(z), overflowing],
        "notes": ["1", "2", "1", f"{first['float16']}", f"{first['float64']}"],
    }


def colder(scene):
    state = scene.answer
    p = core.softmax(state.z, state.T)
    ratio = np.exp(1 / np.array([scene.shown.T, state.T]))
    assert np.allclose(ratio[1], ratio[0] ** 2)
    assert np.allclose(p[1:] / p[:-1], ratio[1])
    return {"text": shortest(state.T), "reveal": fixed(p, 2), "notes": ["1", "1", *fixed(ratio, 2)]}


def all_temperatures(scene):
    control = type(scene.shown).__annotations__["T"].__metadata__[0]
    cold, hot = (core.softmax(scene.shown.z, T) for T in (control.min, control.max))
    assert cold[2] > 0.999
    assert control.min == scene.shown.T
    return {"notes": [*shortest(control.min), f"{cold.argmax()}", "99.9", *shortest(control.max), *fixed(hot, 3)]}


def who_pays(scene):
    before, after = core.softmax(scene.shown.z), core.softmax(scene.answer.z)
    change = after - before
    assert np.allclose(change[1] / change[0], before[1] / before[0]), "in proportion to the shares"
    risen = [*fixed(np.argmax(change)), *shortest([scene.shown.z[2], scene.answer.z[2]])]
    return {
        "text": [*risen, "0", "1"],
        "reveal": ["1", *fixed(-change[1], 3), "0", *fixed(-change[0], 3)],
        "notes": ["2", *fixed(change[2], 3), *fixed(before[1] / before[0], 2), "1"],
    }


def jacobian(scene):
    matrix = core.softmax_jacobian(scene.shown.z)
    assert np.allclose(matrix.sum(0), 0)
    assert np.allclose(matrix.sum(1), 0)
    p = fixed(EXAMPLE[2], 3)
    return {
        "caption": ["0"],
        "notes": [*p, "1", *p, *fixed(matrix[2, 2], 3), *fixed([matrix[1, 2], matrix[0, 2]], 3)],
    }


def certain(scene):
    p, matrix = core.softmax(scene.shown.z), core.softmax_jacobian(scene.shown.z)
    assert np.abs(matrix).max() < 0.007
    return {"caption": fixed(np.abs(matrix).max(), 3), "notes": [*fixed(p.max(), 3), "0"]}


def response(scene):
    control = type(scene.shown).__annotations__["z"].__metadata__[0]
    z = scene.shown.z
    half = core.logsumexp(z[1:])
    assert np.isclose(core.softmax([half, *z[1:]])[0], 0.5)
    return {
        "caption": ["0", *fixed(z[1:])],
        "text": ["0", *fixed([control.min, control.max])],
        "reveal": [*fixed(half, 2), "0"],
        "notes": [*fixed(EXAMPLE[0], 2), *fixed(z[0]), "0", "0", *fixed(half, 2)],
    }


def two_classes(scene):
    z = scene.shown.z
    gap = z[0] - z[1]
    assert np.isclose(core.sigmoid(gap), core.softmax(z)[0])
    return {"notes": [*fixed(z), *fixed(gap), *fixed(gap), *fixed(core.sigmoid(gap), 3)]}


def plain_error(scene):
    y = scene.shown.y
    loss = core.cross_entropy(scene.shown.z, y)
    p, gradient = core.softmax(scene.shown.z), loss.wrt_logits
    return {
        "caption": fixed(gradient, 2),
        "notes": [f"{y}", "1", *fixed(p[y], 3), *fixed(-gradient[y], 3)],
    }


def summary(scene):
    return {}


TABLE = [
    shares_of_one_sum,
    first_sketch,
    offset_5,
    overflow,
    number_line,
    shifted,
    colder,
    all_temperatures,
    who_pays,
    jacobian,
    certain,
    response,
    two_classes,
    plain_error,
    summary,
]
