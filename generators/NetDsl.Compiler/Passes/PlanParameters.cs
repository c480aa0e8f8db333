using NetDsl.Compiler.Collections;
using NetDsl.Compiler.Ir;

namespace NetDsl.Compiler.Passes;

/// <summary>Lays the parameters out by their kinds, so that weight decay covers a prefix and the optimizer another; each on
/// a cache line.</summary>
internal static class PlanParameters
{
    private static readonly ParameterKind[] Order =
        [ParameterKind.Weights, ParameterKind.Bias, ParameterKind.Statistic, ParameterKind.Frozen, ParameterKind.Fixed];

    public static ParameterPlan Run(TensorProgram program)
    {
        var offset = 0;
        var (decayed, learnt) = (0, 0);
        var planned = new List<PlannedParameter>();
        foreach (var kind in Order)
        {
            foreach (var parameter in program.Parameters)
            {
                if (parameter.Kind == kind)
                {
                    var tensor = program.Tensors[parameter.Tensor];
                    planned.Add(new PlannedParameter(tensor.Member, parameter, tensor.Shape, offset));
                    offset += PlanMemory.Align((int)tensor.Shape.Count);
                }
            }

            decayed = kind == ParameterKind.Weights ? offset : decayed;
            learnt = kind == ParameterKind.Bias ? offset : learnt;
        }

        return new ParameterPlan(planned.ToEquatableArray(), decayed, learnt, offset);
    }
}
