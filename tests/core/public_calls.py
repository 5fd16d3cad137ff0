"""Valid arguments for every public function, constructor and method of the core: the table that tests vary."""

import numpy as np

import softmax_core as core

POINTS = [[0.5, -1.0], [2.0, 0.25], [-1.5, 1.0]]
LABELS = [0, 2, 1]
WEIGHTS = [[0.5, -0.25, 0.0], [1.0, 0.0, -0.5]]
BIAS = [0.1, 0.0, -0.1]
SCORES = [[0.5, -1.0, 2.0], [0.0, 0.0, 1.0], [-1.0, 3.0, 0.5]]
P = [[0.5, 0.25, 0.25], [0.0, 1.0, 0.0]]
CONFIG = core.TrainingConfig(steps=2)
PLANE = core.Plane(np.zeros(2), np.eye(2), np.ones(2) / 2)
STANDARDIZATION = core.Standardization(np.zeros(2), np.ones(2))
MAP = core.FeatureMap("sines")
FOURIER = core.FeatureMap("fourier", 5)

LOGITS = {"logits": SCORES, "temperature": 0.7}
TARGETED = {"logits": SCORES, "target": LABELS, "temperature": 0.7}
CLASSIFIER = {"weights": WEIGHTS, "bias": BIAS}
LAYER = {"inputs": [2.0, -1.0], "weights": [[0.5, -0.25], [1.0, 0.0], [-0.5, 0.75]], "target": 1}
SEEDED = {"per_class": 3, "classes": 2, "spread": 0.1, "seed": 1}


def sines(x):
    return float(np.sin(x).sum())


FUNCTIONS = {
    "accuracies": {"trajectory": core.untrained(WEIGHTS, BIAS), "features": POINTS, "labels": LABELS},
    "axis_limits": {"places": POINTS, "margin": 0.1},
    "bands": {"count": 3, "seed": 1},
    "blobs": SEEDED,
    "check_gradient": {
        "function": sines, "x": [1.0, 2.0], "gradient": [2.0, 4.0], "scale": 1.0, "batched": False,
    },
    "check_layer_gradient": LAYER,
    "class_probabilities": {"scores": SCORES, "loss": "one_vs_rest"},
    "classifier_loss": {"features": POINTS, "labels": LABELS, **CLASSIFIER, "loss": "hinge", "l2": 0.1},
    "confidence": {"probabilities": P},
    "confusion_matrix": {"labels": LABELS, "predicted": [0, 0, 1], "classes": 3},
    "coordinate_plane": {"rows": SCORES, "first": 0, "second": 2},
    "cross_entropy": TARGETED,
    "data_losses": {
        "trajectory": core.untrained(WEIGHTS, BIAS), "features": POINTS, "labels": LABELS, "loss": "hinge",
    },
    "descend_layer": {**LAYER, "learning_rate": 0.1, "steps": 3},
    "entropy": {"probabilities": P, "axis": -1},
    "gradient_arrows": {"places": POINTS, "gradients": POINTS, "extent": [2.0, 1.0], "share": 0.1},
    "held_out_rows": {"count": 5, "share": 0.4, "seed": 1},
    "initial_weights": {"columns": 2, "classes": 3, "scale": 0.1, "seed": 1},
    "input_gradients": {
        "points": POINTS, "labels": LABELS, "directions": [[1.0, 0.5]], **CLASSIFIER, "loss": "cross_entropy",
        "feature_map": core.FeatureMap(),
    },
    "jacobian_bound": {"temperature": 0.7},
    "jacobian_factors": {"probabilities": P},
    "layer_loss": LAYER,
    "log_softmax": {**LOGITS, "axis": 0},
    "logsumexp": {"x": SCORES, "axis": 0},
    "margin": {"probabilities": P},
    "mean_squared_error": TARGETED,
    "moons": {"per_class": 3, "spread": 0.1, "seed": 1},
    "numerical_gradient": {"function": sines, "x": [1.0, 2.0], "step": 1e-5, "batched": False},
    "pairwise_boundaries": {"x": [0.0, 1.0], "y": [0.0, 1.0, 2.0], "scores": np.arange(18.0).reshape(3, 2, 3) % 5},
    "perplexity": {"probabilities": P, "axis": -1},
    "predict": {"features": POINTS, **CLASSIFIER},
    "principal_plane": {"rows": SCORES},
    "printed_formulas": {**LAYER, "column": 1},
    "relative_error": {"a": [1.0, 2.0], "b": [1.0, 2.5]},
    "rings": SEEDED,
    "score_gradients": {"scores": SCORES, "labels": LABELS, "loss": "squared_error"},
    "sigmoid": {"x": SCORES},
    "simplex_coordinates": {"probabilities": P},
    "smooth_labels": {"target": P, "amount": 0.1},
    "softmax": {**LOGITS, "axis": 0},
    "softmax_jacobian": LOGITS,
    "softmax_steps": {**LOGITS, "shifted": True},
    "softmax_vjp": {"probabilities": P, "upstream": [[1.0, -1.0, 2.0], [0.0, 3.0, 1.0]], "temperature": 0.7},
    "spiral": {"per_class": 3, "classes": 2, "seed": 1},
    "spiral_initial_weights": {},
    "standardize": {"x": POINTS},
    "step_cost": {"rows": 3, "columns": 2, "classes": 3, "optimizer": "adam"},
    "train": {"features": POINTS, "labels": LABELS, "config": CONFIG, "classes": 3, **CLASSIFIER},
    "training_script": {
        "points": POINTS, "labels": LABELS, "feature_map": core.FeatureMap(), "config": CONFIG, **CLASSIFIER,
        "held_out": [1],
    },
    "untrained": CLASSIFIER,
    "weight_chain": {**LAYER, "row": 2, "column": 1},
    "weight_response": {**LAYER, "row": 2, "column": 1, "values": [-1.0, 0.0, 2.0]},
    "xor": {"count": 3, "seed": 1},
}  # fmt: skip
VALUE_OBJECTS = {
    "FeatureMap": {"kind": "fourier", "count": 5, "scale": 1.5, "seed": 1},
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
    "Plane.project": (PLANE.project, {"points": POINTS}),
    "Plane.lift": (PLANE.lift, {"coordinates": POINTS}),
    "Standardization.transform": (STANDARDIZATION.transform, {"x": POINTS}),
}
RESULTS = {
    "Boundaries", "ClassifierLoss", "GradientCheck", "LayerLoss", "Loss", "PrintedFormulas", "Steps", "Trajectory",
    "WeightChain",
}  # fmt: skip
"""Classes that functions return and callers do not construct."""

CALLS = {name: (getattr(core, name), arguments) for name, arguments in (FUNCTIONS | VALUE_OBJECTS).items()} | METHODS
ARGUMENTS = [(call, name) for call, (_, arguments) in CALLS.items() for name in arguments]
