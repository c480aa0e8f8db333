namespace NetDsl.Generator.Tests;

/// <summary>Networks of random layers over 4×4 images: each reads what it likes of those before it.</summary>
internal static class RandomGraphs
{
    public static string Create(int seed)
    {
        var random = new Random(seed);
        var lines = new List<string> { "network Graph {", "input image 2x4x4" };
        var channels = new List<(string Name, int Count)> { ("image", 2) };
        for (int layer = 0; layer < 14; layer++)
        {
            string name = $"l{layer}";
            var (source, count) = Pick();
            var same = channels.Where(other => other.Count == count).ToList();
            var (other, otherCount) = Pick();
            var (text, output) = random.Next(10) switch
            {
                0 or 1 => ($"conv 1x1 filters {1 + layer % 3} from {source}", 1 + layer % 3),
                2 => ($"conv 3x3 filters {count} pad 1 relu from {source}", count),
                3 => ($"relu from {source}", count),
                4 => ($"dropout 0.5 from {source}", count),
                5 => ($"maxpool 3x3 stride 1 pad 1 from {source}", count),
                6 => ($"add from {source}, {same[random.Next(same.Count)].Name}", count),
                7 => ($"batchnorm from {source}", count),
                8 => ($"add from {same[random.Next(same.Count)].Name}, {source}, {source}", count),
                _ => ($"concat from {source}, {other}", count + otherCount),
            };
            lines.Add($"{name} = {text}");
            channels.Add((name, output));
        }

        // what nothing reads goes to the first output, so that all of it learns
        lines.Add($"all = concat from {string.Join(", ", channels.Skip(1).Select(layer => layer.Name))}");
        lines.Add("output digit = dense 3 softmax");
        lines.Add($"output size = dense 1 linear from {Pick().Name}");
        lines.Add("auxiliary early = dense 3 softmax for digit from l3");
        return string.Join('\n', lines) + "\n}\n";

        (string Name, int Count) Pick() => channels[random.Next(Math.Max(0, channels.Count - 5), channels.Count)];
    }
}
