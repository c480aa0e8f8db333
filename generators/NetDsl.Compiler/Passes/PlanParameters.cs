using NetDsl.Compiler.Collections;
using NetDsl.Compiler.Ir;

namespace NetDsl.Compiler.Passes;

/// <summary>Lays the parameters out: weights, then biases, so that weight decay covers a prefix; each on a cache line.</summary>
internal static class PlanParameters
{
    public static ParameterPlan Run(TensorProgram program)
    {
        var offset = 0;
        var planned = new List<PlannedParameter>();
        var biases = program.Parameters.Where(parameter => parameter.IsBias);
        foreach (var parameter in program.Parameters.Where(parameter => !parameter.IsBias).Concat(biases))
        {
            var tensor = program.Tensors[parameter.Tensor];
            planned.Add(new PlannedParameter(tensor.Member, parameter, tensor.Shape, offset));
            offset += PlanMemory.Align((int)tensor.Shape.Count);
        }

        var decayed = planned.FirstOrDefault(parameter => parameter.Parameter.IsBias)?.Offset ?? offset;
        return new ParameterPlan(planned.ToEquatableArray(), decayed, offset);
    }
}
