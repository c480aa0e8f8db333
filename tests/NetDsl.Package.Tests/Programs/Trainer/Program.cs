// Trainer DEVICE WEIGHTS: learns to tell bars apart, says how well, and saves what it learnt.
using NetDsl;
using Trainer;

var device = Device.Parse(args[0]);
const int Count = 64, Size = 8;
var pixels = new byte[Count * Size * Size];
var labels = new int[Count];
for (var i = 0; i < Count; i++)
{
    labels[i] = i % 2;
    for (var along = 0; along < Size; along++)
    {
        var across = (i / 2) % Size;
        var (row, column) = labels[i] == (int)Bars.Direction.Upright ? (along, across) : (across, along);
        pixels[(i * Size + row) * Size + column] = 255;
    }
}

var bars = new LabelledImages(pixels, labels, channels: 1, Size, Size);
using var model = Bars.Create(seed: 3, device);
TrainingReport report = model.Run(Bars.Schedules.Short, new ImageDataSet(training: bars, test: bars));
Console.WriteLine($"device {model.DeviceDescription}");
Console.WriteLine(FormattableString.Invariant($"test error {report.Test!.Error * 100} %"));
foreach (var i in (int[])[0, 1])
{
    Bars.Prediction answer = model.Predict(bars.Images[i]);
    Console.WriteLine(FormattableString.Invariant($"{answer.Direction} {answer.Probability:F3}"));
}

model.Save(args[1]);
