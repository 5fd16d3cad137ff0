"""Valid arguments for every public function, constructor and method of the core: the table that tests vary."""

import numpy as np

import softmax_core as core

POINTS = [[0.5, -1.0], [2.0, 0.25], [-1.5, 1.0]]
LABELS = [0, 2, 1]
WEIGHTS = [[0.5, -0.25, 0.0], [1.0, 0.0, -0.5]]
BIAS = [0.1, 0.0, -0.1]
SCORES = [[0.5, -1.0, 2.0], [0.0, 0.0, 1.0], [-1.0, 3.0, 0.5]]
MULTI_LABELS = [[1, 0], [1, 1], [0, 0]]
P = [[0.5, 0.25, 0.25], [0.0, 1.0, 0.0]]
CONFIG = core.TrainingConfig(steps=2)
PLANE = core.Plane(np.zeros(2), np.eye(2), np.ones(2) / 2)
STANDARDIZATION = core.Standardization(np.zeros(2), np.ones(2))
MODEL = core.LinearModel(np.array(WEIGHTS), np.array(BIAS))
MAP = core.FeatureMap("sines")
FOURIER = core.FeatureMap("fourier", 5)

LOGITS = {"logits": SCORES, "temperature": 0.7}
TARGETED = {"logits": SCORES, "target": LABELS, "temperature": 0.7}
CLASSIFIER = {"weights": WEIGHTS, "bias": BIAS}
LAYER = {"inputs": [2.0, -1.0], "weights": [[0.5, -0.25], [1.0, 0.0], [-0.5, 0.75]], "target": 1}
SEEDED = {"per_class": 3, "classes": 2, "spread": 0.1, "seed": 1}


def sines(x):
    return float(np.sin(x).sum())


def batched_sines(x):
    return np.sin(x).sum(tuple(range(1, x.ndim)))


def complex_sines(x):
    return np.sin(x).sum()


FUNCTIONS = {
    "accuracies": {"trajectory": core.untrained(WEIGHTS, BIAS), "features": POINTS, "labels": LABELS},
    "angle": {"a": [1.0, 2.0], "b": [1.0, 2.5]},
    "axis_limits": {"places": POINTS, "margin": 0.1},
    "balanced_step": {"formula": "forward", "scale": 2.0},
    "bands": {"count": 3, "seed": 1},
    "binary_cross_entropy_of_softmax": TARGETED,
    "blobs": SEEDED,
    "check_gradient": {
        "function": sines, "x": [1.0, 2.0], "gradient": [2.0, 4.0], "scale": 1.0, "batched": False,
    },
    "class_odds": {"features": [0.5, -1.0], **CLASSIFIER, "first": 2, "second": 0},
    "check_layer_gradient": LAYER,
    "class_probabilities": {"scores": SCORES, "loss": "one_vs_rest"},
    "classifier_loss": {"features": POINTS, "labels": LABELS, **CLASSIFIER, "loss": "hinge", "l2": 0.1},
    "complex_step_gradient": {"function": complex_sines, "x": [1.0, 2.0], "step": 1e-20, "batched": False},
    "confidence": {"probabilities": P},
    "confusion_matrix": {"labels": LABELS, "predicted": [0, 0, 1], "classes": 3},
    "coordinate_plane": {"rows": SCORES, "first": 0, "second": 2},
    "cross_entropy": TARGETED,
    "data_losses": {
        "trajectory": core.untrained(WEIGHTS, BIAS), "features": POINTS, "labels": LABELS, "loss": "hinge",
    },
    "draw_counts": {"probabilities": P[0], "count": 10, "seed": 1},
    "diagonal_only": {"jacobian": [[0.5, -0.5], [-0.5, 0.5]]},
    "descend_layer": {**LAYER, "learning_rate": 0.1, "steps": 3},
    "entropy": {"probabilities": P, "axis": -1},
    "fit_sigmoids": {"features": POINTS, "labels": MULTI_LABELS, "l2": 0.1},
    "fit_softmax": {"features": POINTS, "targets": [[0.5, 0.5], [1.0, 0.0], [0.0, 1.0]], "l2": 0.1},
    "difference_gradients": {"function": batched_sines, "x": [1.0, 2.0], "steps": [1e-3, 1e-5]},
    "expected_errors": {
        "function": batched_sines, "x": [1.0, 2.0], "gradient": [0.5, -0.4], "steps": [1e-3, 1e-5],
        "formula": "central", "scale": 0.5,
    },
    "faulty_gradients": {
        "logits": SCORES, "labels": LABELS, "fault": "diagonal", "loss": "squared_error", "temperature": 0.7,
    },
    "grade_error": {"error": 1e-5},
    "first_nan_offset": {"logits": SCORES, "number_format": "float32", "program": "naive", "max_offset": 100},
    "format_limits": {"number_format": "float16"},
    "gradient_arrows": {"places": POINTS, "gradients": POINTS, "extent": [2.0, 1.0], "share": 0.1},
    "gradient_errors": {"gradients": POINTS, "gradient": [0.5, -1.0]},
    "held_out_rows": {"count": 5, "share": 0.4, "seed": 1},
    "initial_weights": {"columns": 2, "classes": 3, "scale": 0.1, "seed": 1},
    "input_gradients": {
        "points": POINTS, "labels": LABELS, "directions": [[1.0, 0.5]], **CLASSIFIER, "loss": "cross_entropy",
        "feature_map": core.FeatureMap(),
    },
    "jacobian_bound": {"temperature": 0.7},
    "jacobian_factors": {"probabilities": P},
    "label_shares": {"labels": MULTI_LABELS[:2]},
    "largest_label": {"scores": SCORES},
    "layer_loss": LAYER,
    "log_softmax": {**LOGITS, "axis": 0},
    "logsumexp": {"x": SCORES, "axis": 0},
    "loss_gradients": {"logits": SCORES, "labels": LABELS, "loss": "hinge", "temperature": 0.7},
    "margin": {"probabilities": P},
    "matrix_softmax_gradient": {"logits": SCORES, "labels": LABELS},
    "mean_squared_error": TARGETED,
    "mean_updates": {"points": POINTS, "labels": LABELS, "rule": "Y(A-1)", "parameters": np.eye(3)},
    "moons": {"per_class": 3, "spread": 0.1, "seed": 1},
    "negative_log_softmax_programs": {"logits": SCORES, "number_format": "float32"},
    "numerical_gradient": {"function": sines, "x": [1.0, 2.0], "step": 1e-5, "batched": False},
    "pairwise_boundaries": {"x": [0.0, 1.0], "y": [0.0, 1.0, 2.0], "scores": np.arange(18.0).reshape(3, 2, 3) % 5},
    "perplexity": {"probabilities": P, "axis": -1},
    "predict": {"features": POINTS, **CLASSIFIER},
    "principal_plane": {"rows": SCORES},
    "region_places": {
        "x": [0.0, 1.0], "y": [0.0, 1.0, 2.0], "answers": [[[0, 1], [1, 1]]] * 3, "points": POINTS, "box": [0.5, 0.1],
        "min_share": 0.1,
    },
    "printed_formulas": {**LAYER, "column": 1},
    "relative_error": {"a": [1.0, 2.0], "b": [1.0, 2.5]},
    "rings": SEEDED,
    "run_softmax_program": {"logits": SCORES, "number_format": "float32", "program": "row_maximum"},
    "score_gradients": {"scores": SCORES, "labels": LABELS, "loss": "squared_error"},
    "score_updates": {"scores": SCORES, "labels": LABELS, "rule": "Y(A-1)"},
    "score_squared_error": {"logits": SCORES, "target": LABELS},
    "sigmoid": {"x": SCORES},
    "sigmoid_chain": {"score": 0.5, "label": 1.0, "feature": 2.0},
    "numerical_sigmoid_chain": {"score": 0.5, "label": 1.0, "feature": 2.0},
    "linear_scores": {"x": [[1.0, 2.0]], "parameters": [[1.0, 0.5], [0.0, 1.0], [0.1, -0.1]]},
    "simplex_coordinates": {"probabilities": P},
    "smooth_labels": {"target": P, "amount": 0.1},
    "softmax": {**LOGITS, "axis": 0},
    "softmax_jacobian": LOGITS,
    "softmax_program_loss": {
        "logits": SCORES, "labels": LABELS, "number_format": "float64", "program": "batch_sum",
    },
    "softmax_relative_errors": {"logits": SCORES, "probabilities": SCORES},
    "softmax_steps": {**LOGITS, "shifted": True},
    "softmax_vjp": {"probabilities": P, "upstream": [[1.0, -1.0, 2.0], [0.0, 3.0, 1.0]], "temperature": 0.7},
    "songs": {"per_genre": 3, "per_pair": 2, "outside": 1, "seed": 1},
    "spiral": {"per_class": 3, "classes": 2, "seed": 1},
    "spiral_initial_weights": {},
    "standardize": {"x": POINTS},
    "step_cost": {"rows": 3, "columns": 2, "classes": 3, "optimizer": "adam"},
    "subset_accuracy": {"labels": MULTI_LABELS, "predicted": MULTI_LABELS[::-1]},
    "train": {"features": POINTS, "labels": LABELS, "config": CONFIG, "classes": 3, **CLASSIFIER},
    "train_with_rule": {
        "points": POINTS, "labels": LABELS, "rule": "A-Y", "learning_rate": 0.5, "tolerance": 1e-3, "epochs": 2,
        "parameters": np.eye(3),
    },
    "training_script": {
        "points": POINTS, "labels": LABELS, "feature_map": core.FeatureMap(), "config": CONFIG, **CLASSIFIER,
        "held_out": [1],
    },
    "untrained": CLASSIFIER,
    "without_common_part": {"values": SCORES},
    "with_other_class": {"labels": MULTI_LABELS},
    "vjp_terms": {"jacobian": [[0.5, -0.5], [-0.5, 0.5]], "upstream": [1.0, -2.0]},
    "weight_chain": {**LAYER, "row": 2, "column": 1},
    "weight_response": {**LAYER, "row": 2, "column": 1, "values": [-1.0, 0.0, 2.0]},
    "xor": {"count": 3, "seed": 1},
}  # fmt: skip
VALUE_OBJECTS = {
    "FeatureMap": {"kind": "fourier", "count": 5, "scale": 1.5, "seed": 1},
    "LinearModel": CLASSIFIER,
    "Plane": {"origin": [0.0, 0.0], "axes": [[1.0, 0.0], [0.0, 1.0]], "explained_variance_ratio": [0.5, 0.5]},
    "Standardization": {"mean": [0.0, 1.0], "deviation": [1.0, 2.0]},
    "TrainingConfig": {
        "loss": "hinge", "optimizer": "adam", "learning_rate": 0.1, "l2": 0.1, "steps": 2, "batch_size": 2,
        "momentum": 0.8, "tolerance": 0.1, "seed": 1,
    },
}  # fmt: skip
METHODS = {
    "FeatureMap.transform": (MAP.transform, {"points": POINTS}),
    "FeatureMap.transform of random Fourier features": (FOURIER.transform, {"points": POINTS}),
    "FeatureMap.derivative": (MAP.derivative, {"points": POINTS, "direction": [1.0, -2.0]}),
    "FeatureMap.derivative of random Fourier features": (
        FOURIER.derivative,
        {"points": POINTS, "direction": [1.0, -2.0]},
    ),
    "FeatureMap.names": (MAP.names, {"column_names": ["x1", "x2"]}),
    "LinearModel.scores": (MODEL.scores, {"features": POINTS}),
    "Plane.project": (PLANE.project, {"points": POINTS}),
    "Plane.lift": (PLANE.lift, {"coordinates": POINTS}),
    "Standardization.transform": (STANDARDIZATION.transform, {"x": POINTS}),
}
RESULTS = {
    "Boundaries", "ClassifierLoss", "DifferenceGradients", "ExpectedErrors", "FormatLimits", "GradientCheck",
    "LayerLoss", "LogarithmsOfSoftmax", "Loss", "MultiLabelPoints", "Odds", "PrintedFormulas", "ProgramResult",
    "RegionPlaces", "RuleRun", "ScoreLoss", "SigmoidChain", "Steps", "Trajectory", "WeightChain",
}  # fmt: skip
"""Classes that functions return and callers do not construct."""

CALLS = {name: (getattr(core, name), arguments) for name, arguments in (FUNCTIONS | VALUE_OBJECTS).items()} | METHODS
ARGUMENTS = [(call, name) for call, (_, arguments) in CALLS.items() for name in arguments]
