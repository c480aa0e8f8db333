using NetDsl.Compiler.Ir;
using NetDsl.Compiler.Ir.Operations;

namespace NetDsl.Compiler.Passes;

/// <summary>Of a relu and a max pooling that alone reads it, the pooling comes first: the maximum of what a relu gives is the relu of
/// the maximum, to the bit. Then the relu has the few maxima to do, what was pooled need not be kept for the way back, and
/// the gradient of the layer in front needs no derivative.</summary>
/// <remarks>Of windows whose values are all 0 another one is chosen, whose gradient is 0 all the same. Where an
/// unpooling asks for the choice that is not so: they stay as they are.</remarks>
public static class PoolBeforeRelu
{
    private const string Relu = "Relu";

    public static TensorProgram Run(TensorProgram program)
    {
        var editor = new ProgramEditor(program);
        foreach (var pool in program.Forward.OfType<Pool>())
        {
            Swap(editor, pool);
        }

        return editor.ToProgram();
    }

    private static void Swap(ProgramEditor editor, Pool pool)
    {
        var relu = pool.Core != Pool.MaximumCore ? null
            : editor.Forward.Writer<Activate>(pool.Input, found => found.Function == Relu);
        var slope = relu is null ? null
            : editor.Backward.Reader<ActivateBackward>(
                relu.Output, found => found.Kept == relu.Output && found.Function == Relu);
        var isChoiceRead = pool.Choice is { } choice && editor.Forward.ReaderCount(choice) > 0;
        if (relu is null || isChoiceRead || editor.ReaderCount(relu.Output) != (slope is null ? 1 : 2)
            || editor.Tensor(relu.Output).Kind != TensorKind.Activation
            || editor.Tensor(pool.Output).Kind != TensorKind.Activation)
        {
            return;
        }

        var back = slope is null ? null : editor.Backward.Writer<PoolBackward>(slope.OutputGradient);
        if (slope is not null && (back is null || !editor.IsReadOnce(slope.OutputGradient)))
        {
            return;
        }

        var size = (int)editor.Tensor(pool.Output).Shape.Count;
        var maxima = Beside(editor, pool.Output);
        editor.Forward.Remove(relu);
        editor.Forward.Replace(
            pool, pool with { Input = relu.Input, Output = maxima },
            relu with { Size = size, Input = maxima, Output = pool.Output });
        if (slope is not null && back is not null)
        {
            var gradient = Beside(editor, back.OutputGradient);
            editor.Backward.Remove(back);
            editor.Backward.Replace(
                slope,
                slope with { Size = size, Kept = pool.Output, OutputGradient = back.OutputGradient, InputGradient = gradient },
                back with { OutputGradient = gradient, InputGradient = slope.InputGradient });
        }

        // what is not finite in the layer in front shows in the maxima, which stay
        editor.StandIn(relu.Output, by: maxima);
        editor.StandIn(relu.Input, by: maxima);
    }

    private static int Beside(ProgramEditor editor, int tensor)
    {
        var of = editor.Tensor(tensor);
        return editor.Add(id => of with { Id = id, Name = $"{of.Name} before relu", Member = of.Member + "Maxima" });
    }
}
