using NetDsl.Compiler.Collections;
using NetDsl.Compiler.Ir;
using NetDsl.Compiler.Ir.Operations;

namespace NetDsl.Compiler.Passes;

/// <summary>What a penalty adds to the losses comes behind them, at the end of the forward pass.</summary>
public static class PenalizeLast
{
    public static TensorProgram Run(TensorProgram program)
    {
        var forward = new List<Operation>();
        var penalties = new List<Operation>();
        foreach (var operation in program.Forward)
        {
            (operation is IPenalty ? penalties : forward).Add(operation);
        }

        forward.AddRange(penalties);
        return program with { Forward = forward.ToEquatableArray() };
    }
}
