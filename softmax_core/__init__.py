"""The mathematics of softmax and of linear classifiers, with NumPy and the standard library only."""

from .backpropagation import (
    ScoreLoss,
    diagonal_only,
    matrix_softmax_gradient,
    score_squared_error,
    vjp_terms,
)
from .binary_loss import binary_cross_entropy_of_softmax
from .boundaries import Boundaries, pairwise_boundaries
from .difference_errors import ExpectedErrors, balanced_step, expected_errors
from .difference_formulas import (
    DIFFERENCE_FORMULAS,
    DifferenceGradients,
    complex_step_gradient,
    difference_gradients,
)
from .directions import angle, without_common_part
from .draws import draw_counts
from .errors import (
    InvalidAxisError,
    InvalidFeaturesError,
    InvalidGradientError,
    InvalidLogitsError,
    InvalidProbabilitiesError,
    InvalidTargetError,
    InvalidTemperatureError,
    InvalidTrainingError,
    SoftmaxError,
)
from .evaluation import accuracies, confidence, confusion_matrix, data_losses, margin, simplex_coordinates
from .features import FEATURE_KINDS, FeatureKind, FeatureMap
from .float_formats import FLOAT_FORMATS, FloatFormat, FormatLimits, format_limits
from .generated_data import LabelledPoints, bands, blobs, moons, rings, spiral, spiral_initial_weights, xor
from .gradient_check import (
    GradientCheck,
    check_gradient,
    grade_error,
    gradient_errors,
    numerical_gradient,
    relative_error,
)
from .information import entropy, perplexity
from .jacobian import jacobian_bound, jacobian_factors, softmax_jacobian, softmax_vjp
from .labels import label_shares, largest_label, subset_accuracy, with_other_class
from .layer import LayerLoss, check_layer_gradient, descend_layer, layer_loss, weight_response
from .linear_classifier import ClassifierLoss, class_probabilities, classifier_loss, linear_scores, predict
from .loss_gradients import GRADIENT_FAULTS, faulty_gradients, loss_gradients
from .losses import Loss, cross_entropy, mean_squared_error, smooth_labels
from .multi_label import LinearModel, fit_sigmoids, fit_softmax
from .odds import Odds, class_odds
from .optimizers import step_cost
from .per_sample_gradients import gradient_arrows, input_gradients, score_gradients
from .preprocessing import Standardization, standardize
from .probabilities import log_softmax, logsumexp, sigmoid, softmax
from .projection import Plane, axis_limits, coordinate_plane, principal_plane
from .regions import RegionPlaces, region_places
from .rounding_errors import LogarithmsOfSoftmax, negative_log_softmax_programs, softmax_relative_errors
from .script import training_script
from .sigmoid_neuron import SigmoidChain, numerical_sigmoid_chain, sigmoid_chain
from .softmax_programs import (
    SOFTMAX_PROGRAMS,
    ProgramResult,
    SoftmaxProgram,
    first_nan_offset,
    run_softmax_program,
    softmax_program_loss,
)
from .softmax_steps import Steps, softmax_steps
from .song_data import MultiLabelPoints, songs
from .splitting import held_out_rows
from .training import initial_weights, train
from .training_config import OPTIMIZERS, OptimizerName, TrainingConfig
from .training_losses import LOSSES, LossName
from .trajectory import Trajectory, untrained
from .update_rules import (
    UPDATE_RULES,
    RuleRun,
    UpdateRuleName,
    mean_updates,
    score_updates,
    train_with_rule,
)
from .weight_chain import PrintedFormulas, WeightChain, printed_formulas, weight_chain

__all__ = [
    "DIFFERENCE_FORMULAS",
    "FEATURE_KINDS",
    "FLOAT_FORMATS",
    "GRADIENT_FAULTS",
    "LOSSES",
    "OPTIMIZERS",
    "SOFTMAX_PROGRAMS",
    "UPDATE_RULES",
    "Boundaries",
    "ClassifierLoss",
    "DifferenceGradients",
    "ExpectedErrors",
    "FeatureKind",
    "FeatureMap",
    "FloatFormat",
    "FormatLimits",
    "GradientCheck",
    "InvalidAxisError",
    "InvalidFeaturesError",
    "InvalidGradientError",
    "InvalidLogitsError",
    "InvalidProbabilitiesError",
    "InvalidTargetError",
    "InvalidTemperatureError",
    "InvalidTrainingError",
    "LabelledPoints",
    "LayerLoss",
    "LinearModel",
    "LogarithmsOfSoftmax",
    "Loss",
    "LossName",
    "MultiLabelPoints",
    "Odds",
    "OptimizerName",
    "Plane",
    "PrintedFormulas",
    "ProgramResult",
    "RegionPlaces",
    "RuleRun",
    "ScoreLoss",
    "SigmoidChain",
    "SoftmaxError",
    "SoftmaxProgram",
    "Standardization",
    "Steps",
    "TrainingConfig",
    "Trajectory",
    "UpdateRuleName",
    "WeightChain",
    "accuracies",
    "angle",
    "axis_limits",
    "balanced_step",
    "bands",
    "binary_cross_entropy_of_softmax",
    "blobs",
    "check_gradient",
    "check_layer_gradient",
    "class_odds",
    "class_probabilities",
    "classifier_loss",
    "complex_step_gradient",
    "confidence",
    "confusion_matrix",
    "coordinate_plane",
    "cross_entropy",
    "data_losses",
    "descend_layer",
    "diagonal_only",
    "difference_gradients",
    "draw_counts",
    "entropy",
    "expected_errors",
    "faulty_gradients",
    "first_nan_offset",
    "fit_sigmoids",
    "fit_softmax",
    "format_limits",
    "grade_error",
    "gradient_arrows",
    "gradient_errors",
    "held_out_rows",
    "initial_weights",
    "input_gradients",
    "jacobian_bound",
    "jacobian_factors",
    "label_shares",
    "largest_label",
    "layer_loss",
    "linear_scores",
    "log_softmax",
    "logsumexp",
    "loss_gradients",
    "margin",
    "matrix_softmax_gradient",
    "mean_squared_error",
    "mean_updates",
    "moons",
    "negative_log_softmax_programs",
    "numerical_gradient",
    "numerical_sigmoid_chain",
    "pairwise_boundaries",
    "perplexity",
    "predict",
    "principal_plane",
    "printed_formulas",
    "region_places",
    "relative_error",
    "rings",
    "run_softmax_program",
    "score_gradients",
    "score_squared_error",
    "score_updates",
    "sigmoid",
    "sigmoid_chain",
    "simplex_coordinates",
    "smooth_labels",
    "softmax",
    "softmax_jacobian",
    "softmax_program_loss",
    "softmax_relative_errors",
    "softmax_steps",
    "softmax_vjp",
    "songs",
    "spiral",
    "spiral_initial_weights",
    "standardize",
    "step_cost",
    "subset_accuracy",
    "train",
    "train_with_rule",
    "training_script",
    "untrained",
    "vjp_terms",
    "weight_chain",
    "weight_response",
    "with_other_class",
    "without_common_part",
    "xor",
]
