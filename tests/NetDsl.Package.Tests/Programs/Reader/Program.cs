// Reader WEIGHTS: reads two bars, one across and one upright.
using NetDsl;
using Reader;

using var model = Bars.Create(device: Device.Cpu);
model.Load(args[0]);
Console.WriteLine($"device {model.DeviceDescription}");
var across = new float[8 * 8];
var upright = new float[8 * 8];
for (var along = 0; along < 8; along++)
{
    across[along] = 1;
    upright[along * 8] = 1;
}

foreach (var image in (float[][])[across, upright])
{
    Bars.Prediction answer = model.Predict(image);
    Console.WriteLine(FormattableString.Invariant($"{answer.Direction} {answer.Probability:F3}"));
}
