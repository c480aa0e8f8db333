using NetDsl;
using Spectre.Console;

namespace CifarExample;

/// <summary>Trains networks one after the other on the same images, and shows what each reached.</summary>
internal static class Comparison
{
    /// <returns>The exit status.</returns>
    public static int Run(Contestant[] networks, string path, Device device, RunOptions options)
    {
        Directory.CreateDirectory(options.OutputFolder);
        DataSet images = Load(path);
        var results = new List<Result>();
        foreach (Contestant network in networks)
        {
            if (network.Run(images, device, options) is not { } result)
            {
                return 130; // Ctrl-C, which has said how to go on
            }

            results.Add(result);
        }

        var table = new Table().AddColumns("network", "parameters", "multiply-adds", "time", "test accuracy");
        foreach (Result result in results)
        {
            table.AddRow(
                result.Name, $"{result.Parameters:N0}", $"{result.MultiplyAdds:N0}", $"{result.Elapsed:mm\\:ss}",
                $"{result.Accuracy * 100:F2} %");
        }

        AnsiConsole.Write(table);
        foreach (Result result in results)
        {
            Console.WriteLine($"{result.Name,-10} {string.Join("  ", result.Files)}");
        }

        Console.WriteLine();
        Console.WriteLine($"best test accuracy {results.Max(result => result.Accuracy) * 100:F2} %");
        return 0;
    }

    /// <summary>CIFAR-10's binary files, or images in folders.</summary>
    private static DataSet Load(string path)
    {
        if (Directory.Exists(path) && Directory.EnumerateFiles(path, "*.bin").Any())
        {
            return Cifar.Load(path);
        }

        FolderDataSet<LabelledImages> images = ImageFolder.Load(path, 3, 32, 32);
        foreach (var failure in images.Unreadable)
        {
            Console.Error.WriteLine($"left out: {failure}");
        }

        return images.Test is null ? throw new DataException($"{path} has no folder test: put images into test/CLASS") : images;
    }
}

/// <summary>What a network reached.</summary>
/// <param name="Elapsed">Of its training.</param>
/// <param name="Accuracy">On the test images, 0 to 1.</param>
/// <param name="Files">That it left.</param>
internal sealed record Result(
    string Name, int Parameters, long MultiplyAdds, TimeSpan Elapsed, double Accuracy, string[] Files);
