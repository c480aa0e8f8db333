using NetDsl.Compiler.Binding;
using NetDsl.Compiler.Updates;

namespace NetDsl.Compiler.Emit;

/// <summary>Writes what a schedule loads before its stages.</summary>
internal static class LoadEmitter
{
    /// <summary>A property of the schedule's initializer.</summary>
    public static void Write(CodeWriter writer, Network network, WeightLoad load)
    {
        var file = $"Load = new global::NetDsl.WeightLoad({Text.Literal(load.File)}";
        if (load.Except is not { } except)
        {
            writer.Line($"{file}),");
            return;
        }

        var left = except.Ranges
            .Where(range => LoadCheck.IsLeftOut(range, network)).Select(range => range.First).ToList();
        var names = Names(network, except).Where(name => !left.Contains(name)).ToList();
        var end = left.Count > 0 ? ")" : "),";
        writer.Line(names.Count > 0 ? $"{file}," : file + end);
        if (names.Count > 0)
        {
            writer.Indented(() => writer.List(names.Select(Quoted), end));
        }

        if (left.Count > 0)
        {
            writer.Line("{");
            writer.Indented(() => writer.Line($"OnlyInFile = [{string.Join(", ", left.Select(Quoted))}],"));
            writer.Line("},");
        }
    }

    private static string Quoted(string name) => $"\"{name}\"";

    /// <summary>For the schedule's documentation.</summary>
    public static string Describe(WeightLoad load) => $"starts from {load}";

    /// <summary>A name alone stays as it is written: it means layers of the file too, which the network may have
    /// replaced. Of a range those with weights are named, and ends that are no layers themselves.</summary>
    private static List<string> Names(Network network, LayerSet except)
    {
        var names = new List<string>();
        foreach (var range in except.Ranges)
        {
            Add(range.First);
            if (range.Last is not null)
            {
                foreach (var layer in new LayerSet(new([range])).In(network.Layers))
                {
                    Add(layer.Name);
                }

                Add(range.Last);
            }
        }

        return names;

        void Add(string name)
        {
            var learnsNothing = network.Layers.Any(layer => layer.Name == name && layer.ParameterCount == 0);
            if (!learnsNothing && !names.Contains(name))
            {
                names.Add(name);
            }
        }
    }
}
