using System.Text.RegularExpressions;

namespace NetDsl.Gpu.Tests;

/// <summary>What follows what between two labels or branches.</summary>
internal static partial class PtxBlocks
{
    /// <summary>A load behind a store or a barrier of its block that decides the block's branch. ILGPU 1.5.3 places
    /// what a branch needs last, whatever stores and barriers it moves a load across: in <c>var old = x[i]; x[i] = 2;
    /// if (old > 0) …</c> it loads 2. So none may be there, also where it is meant.</summary>
    /// <returns>The instruction; null where there is none.</returns>
    public static string? BranchOnALateLoad(string ptx)
    {
        var sources = new Dictionary<string, string[]>();
        var late = new Dictionary<string, string>();
        bool isBehind = false;
        foreach (string line in ptx.Split('\n'))
        {
            if (Label().IsMatch(line))
                Begin();
            if (Branch().Match(line) is { Success: true } branch)
            {
                if (FindLate(branch.Groups[1].Value) is { } found)
                    return found;
                Begin();
            }

            isBehind |= StoreOrBarrier().IsMatch(line);
            if (Definition().Match(line) is { Success: true } definition)
            {
                string target = definition.Groups[2].Value;
                sources[target] = [.. Register().Matches(definition.Groups[3].Value).Select(match => match.Value)];
                late.Remove(target);
                if (isBehind && Load().IsMatch(definition.Groups[1].Value))
                    late[target] = line.Trim();
            }
        }

        return null;

        void Begin()
        {
            sources.Clear();
            late.Clear();
            isBehind = false;
        }

        string? FindLate(string register) => late.TryGetValue(register, out string? found)
            ? found
            : sources.Remove(register, out string[]? operands)
                ? operands.Select(FindLate).FirstOrDefault(one => one is not null)
                : null;
    }

    /// <summary>From a label to the branch back to it, where no other loop lies between.</summary>
    public static IEnumerable<string> InnermostLoops(string ptx)
    {
        string[] lines = ptx.Split('\n');
        var labels = new Dictionary<string, int>();
        var loops = new List<(int First, int Last)>();
        for (int line = 0; line < lines.Length; line++)
        {
            if (Label().Match(lines[line]) is { Success: true } label)
                labels[label.Groups[1].Value] = line;
            if (AnyBranch().Match(lines[line]) is { Success: true } branch
                && labels.TryGetValue(branch.Groups[1].Value, out int start))
            {
                loops.Add((start, line));
            }
        }

        return
            from loop in loops
            where !loops.Any(other => other != loop && other.First >= loop.First && other.Last <= loop.Last)
            select string.Join('\n', lines[loop.First..loop.Last]);
    }

    [GeneratedRegex(@"\bbra(?:\.uni)?\s+([\w$]+);")]
    private static partial Regex AnyBranch();

    [GeneratedRegex(@"^\s*([\w$]+):")]
    private static partial Regex Label();

    [GeneratedRegex(@"^\s*@!?(%p\d+)\s+bra")]
    private static partial Regex Branch();

    [GeneratedRegex(@"^\s*(st\.(shared|global)|bar\.|atom\.|red\.)")]
    private static partial Regex StoreOrBarrier();

    [GeneratedRegex(@"^ld\.(shared|global)")]
    private static partial Regex Load();

    [GeneratedRegex(@"^\s*([\w.]+)\s+(%\w+),\s*(.*);")]
    private static partial Regex Definition();

    [GeneratedRegex(@"%\w+")]
    private static partial Regex Register();
}
