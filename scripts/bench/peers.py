"""Trains 784-H-10 in PyTorch, Keras or NumPy, one epoch for each line on stdin; `npm run bench -- peers` starts it.

    python peers.py PEER FOLDER HIDDEN BATCH

FOLDER has images.bin (bytes, 784 an image) and labels.bin (one byte each). Says `ready NAME` once and `done` after each epoch;
where a package is missing the program ends with the error of its import.
"""

import os
import sys

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")
os.environ.setdefault("CUDA_VISIBLE_DEVICES", "")

import numpy as np

RATE = 0.1


def read(folder):
    images = np.fromfile(os.path.join(folder, "images.bin"), np.uint8).reshape(-1, 784)
    return images.astype(np.float32) / 255, np.fromfile(os.path.join(folder, "labels.bin"), np.uint8)


def weights(hidden):
    random = np.random.default_rng(1)
    normal = lambda *shape: random.normal(0, 0.01, shape).astype(np.float32)
    return [normal(784, hidden), np.zeros(hidden, np.float32), normal(hidden, 10), np.zeros(10, np.float32)]


def with_numpy(xs, labels, hidden, batch):
    w1, b1, w2, b2 = weights(hidden)
    ys = np.eye(10, dtype=np.float32)[labels]

    def epoch():
        order = np.random.permutation(len(xs))
        for start in range(0, len(xs), batch):
            at = order[start : start + batch]
            x, y = xs[at], ys[at]
            h = 1 / (1 + np.exp(-(x @ w1 + b1)))
            z = h @ w2 + b2
            p = np.exp(z - z.max(1, keepdims=True))
            p /= p.sum(1, keepdims=True)
            dz = (p - y) / np.float32(len(at))
            da = (dz @ w2.T) * h * (1 - h)
            for w, gradient in ((w1, x.T @ da), (b1, da.sum(0)), (w2, h.T @ dz), (b2, dz.sum(0))):
                w -= np.float32(RATE) * gradient

    return f"NumPy {np.__version__}, by hand", epoch


def torch_net(hidden):
    import torch

    net = torch.nn.Sequential(torch.nn.Linear(784, hidden), torch.nn.Sigmoid(), torch.nn.Linear(hidden, 10))
    with torch.no_grad():
        for parameter, values in zip(net.parameters(), weights(hidden)):
            parameter.copy_(torch.from_numpy(values.T))
    loss, optimizer = torch.nn.CrossEntropyLoss(), torch.optim.SGD(net.parameters(), lr=RATE)

    def step(x, y):
        optimizer.zero_grad()
        loss(net(x), y).backward()
        optimizer.step()

    return torch, step


def with_torch(xs, labels, hidden, batch):
    torch, step = torch_net(hidden)
    data = torch.utils.data.TensorDataset(torch.from_numpy(xs), torch.from_numpy(labels).long())
    loader = torch.utils.data.DataLoader(data, batch_size=batch, shuffle=True)

    def epoch():
        for x, y in loader:
            step(x, y)

    return f"PyTorch {torch.__version__}, DataLoader", epoch


def with_torch_indices(xs, labels, hidden, batch):
    torch, step = torch_net(hidden)
    xs, labels = torch.from_numpy(xs), torch.from_numpy(labels).long()

    def epoch():
        for at in torch.randperm(len(xs)).split(batch):
            step(xs[at], labels[at])

    return f"PyTorch {torch.__version__}, shuffled indices", epoch


def with_keras(xs, labels, hidden, batch):
    try:
        import tensorflow  # noqa: F401
    except ImportError:
        os.environ.setdefault("KERAS_BACKEND", "torch")
    import keras

    layers = [keras.layers.Dense(hidden, activation="sigmoid"), keras.layers.Dense(10, activation="softmax")]
    net = keras.Sequential([keras.Input((784,)), *layers])
    net.set_weights(weights(hidden))
    net.compile(optimizer=keras.optimizers.SGD(RATE), loss="sparse_categorical_crossentropy")
    name = f"Keras {keras.__version__} on {keras.config.backend()}, fit"
    return name, lambda: net.fit(xs, labels, batch_size=batch, epochs=1, verbose=0)


def main(peer, folder, hidden, batch):
    name, epoch = PEERS[peer](*read(folder), int(hidden), int(batch))
    print("ready", name, flush=True)
    for _ in sys.stdin:
        epoch()
        print("done", flush=True)


PEERS = {"torch": with_torch, "torch-indices": with_torch_indices, "keras": with_keras, "numpy": with_numpy}

main(*sys.argv[1:])
