"""The one tree of errors of the mathematics: every one is a ``ValueError`` that names the argument and what it was."""


class SoftmaxError(ValueError):
    """Any refusal of an argument by ``softmax_core``."""


class InvalidAxisError(SoftmaxError):
    """The axis does not exist in the array, or has no elements."""


class InvalidLogitsError(SoftmaxError):
    """Logits that are not finite real numbers, or have no class axis."""


class InvalidTemperatureError(SoftmaxError):
    """A temperature that is not one finite number above zero."""


class InvalidProbabilitiesError(SoftmaxError):
    """Numbers that are not probabilities, or do not sum to one."""


class InvalidTargetError(SoftmaxError):
    """A target that is neither class indices in 0..K-1 nor distributions of the shape of the logits."""


class InvalidGradientError(SoftmaxError):
    """An upstream gradient, point or step that a derivative cannot be taken with."""


class InvalidFeaturesError(SoftmaxError):
    """Features that are not a table of finite numbers, or not of the shape that is asked for."""


class InvalidTrainingError(SoftmaxError):
    """A start, a step or a choice that training cannot work with."""
