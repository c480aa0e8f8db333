using System.Diagnostics;
using System.Globalization;
using NetDsl.Benchmarks.Libtorch;

namespace NetDsl.Benchmarks.Native;

/// <summary>A program that reads one digit with LeNet-5, published with all that it needs.</summary>
/// <param name="Title">What it is called in the table.</param>
/// <param name="Project">Its folder in Native/Programs.</param>
/// <param name="Model">The file that it is given.</param>
/// <param name="Options">Of <c>dotnet publish</c>.</param>
internal sealed record NativeProgram(
    string Title, string Project, Func<LeNet5Files, string> Model, params string[] Options)
{
    private static readonly string[] Symbols = [".dbg", ".pdb", ".dwarf", ".lib", ".xml"];

    /// <summary>All programs, the first of them the one that the others are compared with.</summary>
    public static NativeProgram[] All { get; } =
    [
        new("NetDsl, native", "NetDsl", files => files.Safetensors),
        new("NetDsl, just in time", "NetDsl", files => files.Safetensors, "-p:PublishAot=false"),
        new("ONNX Runtime, native host", "OnnxRuntime", files => files.Onnx),
        new("libtorch (TorchSharp)", "Libtorch", files => files.Values),
    ];

    /// <summary>Publishes it: self-contained, so that it runs where no .NET is installed.</summary>
    /// <exception cref="InvalidOperationException">It does not build; the message has the build's output.</exception>
    public void Publish(string folder)
    {
        var start = new ProcessStartInfo(
            "dotnet",
            [
                "publish", Path.Combine(Programs(), Project), "-c", "Release", "-v", "quiet", "-nologo",
                "-o", Folder(folder), .. Options,
            ])
        {
            RedirectStandardOutput = true,
        };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{Title} cannot be published:\n{output}");
        }

        if (Project == "Libtorch")
        {
            LibtorchLoader.LetLoadIn(Folder(folder));
        }
    }

    /// <summary>What has to be shipped, in bytes: the published files but for symbols.</summary>
    public long Size(string folder) => new DirectoryInfo(Folder(folder))
        .EnumerateFiles("*", SearchOption.AllDirectories)
        .Where(file => !Symbols.Contains(file.Extension))
        .Sum(file => file.Length);

    /// <summary>Runs it.</summary>
    /// <param name="seconds">How long it goes on predicting, for the time of a prediction; 0: it ends at its
    /// first.</param>
    public NativeRun Run(string folder, LeNet5Files files, double seconds)
    {
        var start = new ProcessStartInfo(
            Executable(folder)!, [Model(files), files.Image, seconds.ToString(CultureInfo.InvariantCulture)])
        {
            RedirectStandardOutput = true,
        };
        start.Environment["DOTNET_PROCESSOR_COUNT"] = NativeCommand.Threads.ToString("X", CultureInfo.InvariantCulture);
        LibtorchLoader.Quieten(start);
        var clock = Stopwatch.GetTimestamp();
        using var process = Process.Start(start)!;
        var answer = process.StandardOutput.ReadLine();
        var untilAnswer = Stopwatch.GetElapsedTime(clock);
        var rest = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0 || answer is null)
        {
            throw new InvalidOperationException($"{Title} ended with exit code {process.ExitCode}: {answer}{rest}");
        }

        var numbers = Array.ConvertAll(answer.Split(' '), text => double.Parse(text, CultureInfo.InvariantCulture));
        return new NativeRun(
            untilAnswer.TotalMilliseconds, numbers[0], numbers[1..],
            seconds > 0 ? double.Parse(rest, CultureInfo.InvariantCulture) : double.NaN);
    }

    /// <summary>Whether it is there.</summary>
    public bool IsPublished(string folder) => Directory.Exists(Folder(folder)) && Executable(folder) is not null;

    private string? Executable(string folder) => Directory.EnumerateFiles(Folder(folder), "LeNet5*")
        .SingleOrDefault(path => Path.GetExtension(path) is "" or ".exe");

    private static string Programs()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "NetDsl.Benchmarks.csproj")))
        {
            folder = folder.Parent;
        }

        return Path.Combine(folder.FullName, "Native", "Programs");
    }

    private string Folder(string folder) => Path.Combine(folder, string.Concat(Title.Where(char.IsLetter)));
}
