using NetDsl.Compiler.Layers;

namespace NetDsl.Conformance.Reference;

/// <summary>Sums and concatenations in double.</summary>
internal static class ReferenceJoin
{
    /// <summary>Inputs of [count, size of each] to [count, output size].</summary>
    public static double[] Forward(JoinLayer layer, int count, double[][] inputs)
    {
        var output = new double[count * (int)layer.Output.Count];
        foreach (var (input, from, to) in Terms(layer, count))
            output[to] += inputs[input][from];
        return output;
    }

    /// <summary>The output's gradient to each input's.</summary>
    public static double[][] Backward(JoinLayer layer, int count, double[] gradient)
    {
        double[][] back = [.. Enumerable.Range(0, layer.Count).Select(input => new double[count * Size(layer, input)])];
        foreach (var (input, from, to) in Terms(layer, count))
            back[input][from] = gradient[to];
        return back;
    }

    /// <summary>Which value of which input goes to which value of the output.</summary>
    private static IEnumerable<(int Input, int From, int To)> Terms(JoinLayer layer, int count)
    {
        for (int example = 0; example < count; example++)
        {
            int start = example * (int)layer.Output.Count;
            for (int input = 0; input < layer.Count; input++)
            {
                int size = Size(layer, input);
                for (int i = 0; i < size; i++)
                    yield return (input, example * size + i, start + i);
                start += layer is ConcatLayer ? size : 0;
            }
        }
    }

    private static int Size(JoinLayer layer, int input) =>
        layer is ConcatLayer concat ? concat.Parts[input] : (int)layer.Output.Count;
}
