using System.Runtime.CompilerServices;
using DiffPlex.DiffBuilder;
using DiffPlex.DiffBuilder.Model;
using VerifyTests;

namespace VerifyXunit;

/// <summary>Compares a text with the one that was approved.</summary>
public static class Verifier
{
    /// <param name="extension">Of the two files, without a dot.</param>
    public static SettingsTask Verify(
        string target,
        string extension = "txt",
        VerifySettings? settings = null,
        [CallerFilePath] string sourceFile = "",
        [CallerMemberName] string method = "") =>
        new(settings ?? new VerifySettings(), used => Compare(target, extension, used, sourceFile, method));

    private static async Task Compare(
        string target, string extension, VerifySettings settings, string sourceFile, string method)
    {
        var folder = Path.Combine(Path.GetDirectoryName(sourceFile)!, settings.Directory);
        var type = Path.GetFileNameWithoutExtension(sourceFile);
        Directory.CreateDirectory(folder);
        var name = Path.Combine(folder, $"{type}.{method}{settings.Suffix(type, method)}");
        var (verified, received) = ($"{name}.verified.{extension}", $"{name}.received.{extension}");
        var text = Normalize(target);
        var expected = File.Exists(verified) ? Normalize(await File.ReadAllTextAsync(verified)) : null;
        if (text == expected)
        {
            File.Delete(received);
        }
        else if (Environment.GetEnvironmentVariable("VERIFY_AUTO_ACCEPT") is "1" or "true")
        {
            File.Delete(received);
            await File.WriteAllTextAsync(verified, text);
        }
        else
        {
            await File.WriteAllTextAsync(received, text);
            throw new VerifyException(Describe(verified, received, expected, text));
        }
    }

    private static string Normalize(string text) => text.ReplaceLineEndings("\n").TrimEnd('\n');

    private static string Describe(string verified, string received, string? expected, string text)
    {
        if (expected is null)
        {
            return $"nothing is approved yet: look at {received} and rename it to {verified}, or set VERIFY_AUTO_ACCEPT=1";
        }

        var lines = InlineDiffBuilder.Diff(expected, text).Lines
            .Select((line, index) => (Sign: Sign(line.Type), line.Text, Number: index + 1))
            .Where(line => line.Sign != ' ')
            .Select(line => $"{line.Sign} {line.Number,4} {line.Text}");
        return $"{received} differs from {verified}:\n{string.Join('\n', lines)}\nset VERIFY_AUTO_ACCEPT=1 to take it";
    }

    private static char Sign(ChangeType type) => type switch
    {
        ChangeType.Inserted => '+',
        ChangeType.Deleted => '-',
        _ => ' ',
    };
}
