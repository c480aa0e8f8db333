using Microsoft.ML.OnnxRuntime;

using var options = new SessionOptions { IntraOpNumThreads = Environment.ProcessorCount };
using var session = new InferenceSession(args[0], options);
using var run = new RunOptions();
using var image = OrtValue.CreateTensorValueFromMemory(Prediction.ReadImage(args), [1, 1, 28, 28]);
var probabilities = new float[10];
using var answer = OrtValue.CreateTensorValueFromMemory(probabilities, [1, 10]);
Prediction.Tell(args, () =>
{
    session.Run(run, ["image"], [image], ["probabilities"], [answer]);
    return probabilities;
});
