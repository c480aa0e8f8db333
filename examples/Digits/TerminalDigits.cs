using System.Text;
using NetDsl;
using Spectre.Console;

namespace Digits;

/// <summary>Draws misread digits in the terminal: one character is two pixels, one above the other.</summary>
internal static class TerminalDigits
{
    private const int Most = 4;
    private const string Gap = "  ";

    /// <summary>Draws those the network was surest of, side by side as far as the terminal is wide.</summary>
    public static void Write(IReadOnlyCollection<Misread> misread)
    {
        if (misread.Count == 0)
        {
            return;
        }

        int width = misread.First().Image.Width + Gap.Length;
        int fitting = Math.Clamp(AnsiConsole.Profile.Width / width, 1, Most);
        Misread[] shown = [.. misread.OrderByDescending(digit => digit.Probability).Take(fitting)];
        AnsiConsole.WriteLine($"{misread.Count} misread; the network was surest of these:");
        AnsiConsole.WriteLine();
        bool colour = AnsiConsole.Profile.Capabilities is { Ansi: true, ColorSystem: not ColorSystem.NoColors };
        for (int row = 0; row < shown[0].Image.Height; row += 2)
        {
            AnsiConsole.MarkupLine(string.Join(Gap, shown.Select(digit => Row(digit.Image, row, colour))));
        }

        AnsiConsole.WriteLine(string.Concat(shown.Select(digit => Caption(digit).PadRight(width))));
        AnsiConsole.WriteLine();
    }

    private static string Caption(Misread digit) =>
        $"{digit.Actual} read as {digit.Predicted} ({digit.Probability:P0})";

    private static string Row(Image image, int row, bool colour)
    {
        var text = new StringBuilder();
        for (int x = 0; x < image.Width; x++)
        {
            byte upper = image.Pixels[row * image.Width + x];
            byte lower = row + 1 < image.Height ? image.Pixels[(row + 1) * image.Width + x] : (byte)0;
            text.Append(colour
                ? $"[rgb({upper},{upper},{upper}) on rgb({lower},{lower},{lower})]▀[/]"
                : Plain(upper > 100, lower > 100));
        }

        return text.ToString();
    }

    private static string Plain(bool upper, bool lower) => (upper, lower) switch
    {
        (true, true) => "█",
        (true, false) => "▀",
        (false, true) => "▄",
        _ => " ",
    };
}
