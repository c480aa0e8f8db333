using NetDsl.Compiler.Binding;
using NetDsl.Compiler.Updates;

namespace NetDsl.Compiler.Emit;

/// <summary>Writes what a schedule loads before its stages.</summary>
internal static class LoadEmitter
{
    // namespace's level 0, class 1, schedules 2, initializer 3, layers 4
    private const int Indentation = 16;

    /// <summary>The initializer behind the schedule's constructor.</summary>
    public static void Write(CodeWriter writer, Network network, WeightLoad load)
    {
        var file = $"Load = new global::NetDsl.WeightLoad({Text.Literal(load.File)}";
        writer.Line("{");
        writer.Indented(() =>
        {
            if (load.Except is not { } except)
            {
                writer.Line($"{file}),");
                return;
            }

            writer.Line($"{file},");
            var names = Names(network, except).Select(name => $"\"{name}\"");
            writer.Indented(() => writer.Line(
                string.Join("\n", Documentation.Wrap(string.Join(", ", names), Indentation)) + "),"));
        });
        writer.Line("};");
    }

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
