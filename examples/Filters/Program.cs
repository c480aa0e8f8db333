using System.CommandLine;
using Examples;
using Filters;
using NetDsl;

var file = new Argument<string?>("FILE")
{
    Description = "A PNG or JPEG; without one, the program draws a picture",
    Arity = ArgumentArity.ZeroOrOne,
};
var device = OptionKinds.Device("--device", "Where it runs");
var folder = OptionKinds.Place("--out", "Where the pictures go; else out", "FOLDER");

var command = new RootCommand("Filters a picture with fixed kernels, and writes each result beside the picture as PNG.")
{
    file, device, folder,
};
command.SetAction(arguments => Failure.Guard(() => Run(
    arguments.GetValue(file), arguments.GetValue(device), arguments.GetValue(folder) ?? "out")));

var parsed = command.Parse(args);
return parsed.Errors.Count > 0 ? Failure.Report(parsed.Errors[0].Message) : parsed.Invoke();

static int Run(string? file, Device device, string folder)
{
    // as filters.net states
    const int height = 240;
    const int width = 320;
    Image picture = file is null
        ? SamplePicture.Draw(height, width)
        : Image.Load(file, channels: 3, height, width, Resize.Crop);
    using FilterBank filters = FilterBank.Create(seed: 0, device);
    float[] before = picture.ToArray();
    float[] outputs = new float[FilterBank.OutputSize];
    filters.Predict(before, outputs);

    Directory.CreateDirectory(folder);
    string[] names = ["identity", "shift", "blur", "gaussian", "sharpen", "edges"];
    for (int i = 0; i < names.Length; i++)
    {
        string path = Path.Combine(folder, names[i] + ".png");
        ReadOnlySpan<float> after = outputs.AsSpan(i * before.Length, before.Length);
        PicturePair.Save(path, before, after, height, width);
        Console.WriteLine($"wrote {path}");
    }

    return 0;
}
