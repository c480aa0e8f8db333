using NetDsl.Compiler.Binding;
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
        var editor = new ProgramEditor(program);
        var blocks = BlocksOf(network);
        foreach (var pool in program.Forward.OfType<Pool>())
        {
            Fuse(editor, blocks, pool);
        }

        return editor.ToProgram();
    }

    private static void Fuse(ProgramEditor editor, ILookup<string, int> blocks, Pool pool)
    {
        var convolution = pool.Core == Pool.MaximumCore ? editor.SoleWriter<Linear>(pool.Input) : null;
        if (convolution is not { Core: Linear.ConvolutionCore, Residual: null }
            || (editor.IsTraining && !Inside(convolution, blocks).SetEquals(Inside(pool, blocks))))
        {
            return;
        }

        editor.Forward.Remove(convolution);
        editor.Forward.Replace(pool, new ConvolvePooled(convolution, pool));

        // what is not finite in the convolution shows in the maxima
        editor.StandIn(pool.Input, by: pool.Output);
    }

    /// <summary>Of each layer, by name, the blocks around it that are computed twice. Where such a block ends between the
    /// two they stay apart: together they would be no part of it, and what the convolution reads would have to be
    /// kept.</summary>
    private static ILookup<string, int> BlocksOf(Network network)
    {
        var found = new List<KeyValuePair<string, int>>();
        for (var block = 0; block < network.Recomputed.Count; block++)
        {
            var range = network.Recomputed[block];
            for (var layer = range.First; layer <= range.Last; layer++)
            {
                found.Add(new(network.Layers[layer].Name, block));
            }
        }

        return found.ToLookup(pair => pair.Key, pair => pair.Value);
    }

    /// <summary>The blocks in which all layers of an operation are.</summary>
    private static HashSet<int> Inside(Operation operation, ILookup<string, int> blocks)
    {
        var inside = new HashSet<int>(blocks[operation.Covers[0]]);
        foreach (var layer in operation.Covers)
        {
            inside.IntersectWith(blocks[layer]);
        }

        return inside;
    }
}
