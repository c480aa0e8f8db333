using NetDsl.Compiler.Binding;
using NetDsl.Compiler.Collections;
using NetDsl.Compiler.Ir;
using NetDsl.Compiler.Ir.Operations;

namespace NetDsl.Compiler.Passes;

/// <summary>A convolution and the max pooling that alone reads it become one kernel, which writes the maxima and, in
/// training, where they were: the convolution's output is pooled while it is in the cache. The way back needs no more
/// than the maxima.</summary>
public static class FusePooling
{
    public static TensorProgram Run(TensorProgram program, Network network)
    {
        foreach (var pool in program.Forward.OfType<Pool>())
        {
            program = Fuse(program, network, pool);
        }

        return program;
    }

    private static TensorProgram Fuse(TensorProgram program, Network network, Pool pool)
    {
        var convolution = pool.Core == Pool.MaximumCore ? program.SoleWriter<Linear>(pool.Input) : null;
        if (convolution is not { Core: Linear.ConvolutionCore, Residual: null }
            || (program.IsTraining && IsCut(network, convolution, pool)))
        {
            return program;
        }

        var fused = new ConvolvePooled(convolution, pool);
        var forward = new List<Operation>();
        foreach (var operation in program.Forward)
        {
            if (ReferenceEquals(operation, pool))
            {
                forward.Add(fused);
            }
            else if (!ReferenceEquals(operation, convolution))
            {
                forward.Add(operation);
            }
        }

        // what is not finite in the convolution shows in the maxima
        return (program with { Forward = forward.ToEquatableArray() }).Replace(pool.Input, by: pool.Output);
    }

    /// <summary>Whether a block that is computed twice ends between them: together they would be no part of it, and
    /// what the convolution reads would have to be kept.</summary>
    private static bool IsCut(Network network, Operation convolution, Operation pool)
    {
        foreach (var range in network.Recomputed)
        {
            var names = new HashSet<string>();
            for (var layer = range.First; layer <= range.Last; layer++)
            {
                names.Add(network.Layers[layer].Name);
            }

            if (convolution.Covers.All(names.Contains) != pool.Covers.All(names.Contains))
            {
                return true;
            }
        }

        return false;
    }
}
