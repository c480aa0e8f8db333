using NetDsl.Cpu;

namespace NetDsl;

/// <summary>Half-steps of some chains, each with random numbers of its own.</summary>
/// <param name="count">Chains.</param>
internal sealed unsafe class BeliefRun(Machine machine, int count, ulong seed)
{
    private long step;

    /// <param name="visible">[count, visible]</param>
    /// <returns>[count, hidden]: drawn, or means.</returns>
    public float[] Up(BeliefLayer layer, float[] visible, bool draws)
    {
        // [count, visible] · [visible, hidden]
        fixed (float* weights = layer.Weights)
        {
            return Run(
                visible, new MatrixView(weights, 1, layer.VisibleUnits), layer.Bias, isGaussian: false, draws);
        }
    }

    /// <param name="hidden">[count, hidden]</param>
    /// <returns>[count, visible]: drawn, or means.</returns>
    public float[] Down(BeliefLayer layer, float[] hidden, bool draws)
    {
        // [count, hidden] · [hidden, visible]
        fixed (float* weights = layer.Weights)
        {
            return Run(
                hidden, new MatrixView(weights, layer.VisibleUnits, 1), layer.VisibleBias, layer.IsGaussian, draws);
        }
    }

    private float[] Run(float[] from, MatrixView weights, float[] bias, bool isGaussian, bool draws)
    {
        int units = bias.Length;
        int depth = from.Length / count;
        var to = new float[count * units];
        var position = new RandomPosition(seed, step++);
        fixed (float* source = from)
        fixed (float* target = to)
        fixed (float* shift = bias)
        {
            var term = new MatrixTerm(new MatrixView(source, depth, 1), weights, depth);
            var c = new MatrixView(target, units, 1);
            var drawn = new TensorBuffer(target, units);
            switch (isGaussian, draws)
            {
                case (false, true):
                    Multiply(term, c, new BernoulliFinish(shift, drawn, units, stream: 0, position));
                    break;
                case (true, true):
                    Multiply(term, c, new GaussianFinish(shift, drawn, units, stream: 0, position));
                    break;
                case (false, false):
                    Multiply(term, c, new BiasFinish<Sigmoid>(shift, default));
                    break;
                default:
                    Multiply(term, c, new BiasFinish<Identity>(shift, default));
                    break;
            }

            GC.KeepAlive(machine);
            return to;

            void Multiply<TFinish>(MatrixTerm first, MatrixView result, TFinish finish)
                where TFinish : struct, IMatrixFinish =>
                MatrixProduct.RunTerms(machine, count, units, first, default, result, finish);
        }
    }
}
