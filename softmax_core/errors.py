"""The errors of ``softmax_core``: one tree of ``ValueError``, each naming the argument at fault and its value.

Packages that build on the core (files, settings) derive their own errors from ``SoftmaxError``, so that one ``except``
clause catches every rejected value of the project.
"""


class SoftmaxError(ValueError):
    """A value that is rejected; the root of every error of the project."""


class InvalidAxisError(SoftmaxError):
    """An axis that does not exist in the array, or has no elements."""


class InvalidLogitsError(SoftmaxError):
    """Logits that are not finite real numbers, or have no class axis."""


class InvalidTemperatureError(SoftmaxError):
    """A temperature that is not one finite number above zero."""


class InvalidProbabilitiesError(SoftmaxError):
    """Numbers that are not probabilities, or do not sum to one."""


class InvalidTargetError(SoftmaxError):
    """A target that is neither class indices in 0..K-1 nor distributions of the shape of the logits."""


class InvalidGradientError(SoftmaxError):
    """A function, point, step or upstream gradient with which no derivative can be computed."""


class InvalidFeaturesError(SoftmaxError):
    """Points or features that are not a table of finite numbers, not of the required shape, or cannot be generated."""


class InvalidTrainingError(SoftmaxError):
    """A parameter, hyperparameter or choice of method with which a classifier cannot be trained or evaluated."""
