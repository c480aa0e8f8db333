using System.Globalization;
using NetDsl;
using Spectre.Console;

namespace PretrainingExample;

/// <summary>Test errors by something, with and without pretraining: as CSV and as SVG, written anew with each.</summary>
/// <param name="path">Without ending.</param>
/// <param name="by">What they are compared by.</param>
internal sealed class Comparison(string path, string title, string by, bool isLogarithmic)
{
    private readonly List<Measurement> all = [];

    public void Add(string name, int number, ulong seed, double error)
    {
        all.Add(new Measurement(name, number, seed, error));
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{name}, {number:N0} {by}, seed {seed}: test error {error:F2} %"));
        Save();
    }

    public void Show()
    {
        string[] names = [.. all.Select(one => one.Name).Distinct()];
        var table = new Table().AddColumns([by, .. names.Select(name => name + ", mean (deviation)")]);
        foreach (var group in all.GroupBy(one => one.Number))
        {
            table.AddRow(
            [
                group.Key.ToString("N0", CultureInfo.InvariantCulture),
                .. names.Select(name => Text([.. group.Where(one => one.Name == name).Select(one => one.Error)])),
            ]);
        }

        Console.WriteLine("test errors in per cent");
        AnsiConsole.Write(table);
        Console.WriteLine($"{path}.svg, {path}.csv");
    }

    private static string Text(double[] errors)
    {
        string mean = errors.Average().ToString("F2", CultureInfo.InvariantCulture);
        return errors.Length == 1
            ? mean
            : mean + Spread.Deviation(errors).ToString(" (0.00)", CultureInfo.InvariantCulture);
    }

    private void Save()
    {
        string temporary = path + ".csv.tmp";
        File.WriteAllLines(
            temporary,
            [
                $"pretraining,{by},seed,test_error_percent",
                .. all.Select(one => string.Create(
                    CultureInfo.InvariantCulture, $"{one.Name},{one.Number},{one.Seed},{one.Error:F2}")),
            ]);
        File.Move(temporary, path + ".csv", overwrite: true);
        var lines = all.GroupBy(one => one.Name).Select(group =>
            new PlotLine(group.Key, [.. group.Select(one => new PlotPoint(one.Number, one.Error))]));
        new LinePlot(title, by, "test error (%)", [.. lines]) { IsLogarithmic = isLogarithmic }.Save(path + ".svg");
    }

    private sealed record Measurement(string Name, int Number, ulong Seed, double Error);
}
