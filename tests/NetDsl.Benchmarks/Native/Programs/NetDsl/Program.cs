using LeNet5Native;
using NetDsl;

using var model = LeNet5.Create(device: Device.Cpu);
model.Load(args[0]);
var image = Prediction.ReadImage(args);
var probabilities = new float[10];
Prediction.Tell(args, () =>
{
    model.PredictAll(image, probabilities);
    return probabilities;
});
