using System.Runtime.CompilerServices;

namespace NetDsl.Cpu;

/// <summary>A task is a panel of a group's filters and some runs of places, image by image and row by row.</summary>
internal unsafe struct FilterwiseKernel<TShape, TActivation, TSink> : IKernel
    where TShape : struct, IConvolutionShape
    where TActivation : struct, IActivation
    where TSink : struct, IRowsSink
{
    public Machine Machine;

    /// <summary>Planes, or the input where it is its own: the first image's.</summary>
    public float* Source;

    /// <summary>From one image's planes to the next's, and from one group's.</summary>
    public nint SourceImage;
    public nint SourceGroup;

    /// <summary>[group][panel][depth][filter], zeros where there is no filter.</summary>
    public float* Weights;

    /// <summary>[depth]</summary>
    public int* Offsets;

    /// <summary>Null for none.</summary>
    public float* Bias;

    /// <summary>Added before the activation; or none.</summary>
    public TensorBuffer Residual;
    public TensorBuffer Target;

    /// <summary>Where the sink's maxima were; or none.</summary>
    public TensorBuffer Choice;

    /// <summary>Panels of a group.</summary>
    public int Panels;

    /// <summary>Runs of all images.</summary>
    public int Runs;

    /// <summary>Parts of the runs, each a task for each panel.</summary>
    public int Chunks;

    /// <summary>Whether a thread's tasks are about the same places, not about the same filters.</summary>
    public bool SharesImages;

    /// <summary>Whether tasks ask for places before they are read.</summary>
    public bool Asks;

    public readonly int Tasks => TShape.Groups * Panels * Chunks;

    private static int Length => FilterwiseSums.Length(TShape.OutputWidth);

    private static int RunsOfRow => TShape.OutputWidth / Length;

    private static int RunsOfImage => TShape.OutputHeight * RunsOfRow;

    /// <summary>Runs that come together.</summary>
    private static int Unit => TSink.Pools ? TSink.Unit * RunsOfRow : 1;

    /// <summary>Whether those are few enough.</summary>
    public static bool Suits => Unit <= FilterwiseSums.RunsAtOnce && TShape.OutputHeight % TSink.Unit == 0;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public readonly void Execute<TLanes, TVector>(int task, int worker)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        int filters = FilterwiseSums.PanelOf((SimdWidth)TLanes.Count);
        int panels = TShape.Groups * Panels;
        (int panel, int chunk) = SharesImages ? (task % panels, task / panels) : (task / Chunks, task % Chunks);
        int group = panel / Panels;
        int units = Runs / Unit;
        int last = units * (chunk + 1) / Chunks * Unit;
        int most = FilterwiseSums.RunsAtOnce / Unit * Unit;

        // a run more, for an odd number of them
        int floats = (FilterwiseSums.RunsAtOnce + 1) * Length * filters;
        float* sums = Machine.Scratch(worker, (2 * floats) + TSink.Scratch);
        float* scratch = sums + (2 * floats);
        TSink.Prepare<TLanes, TVector>(scratch, chooses: !Choice.IsNone);
        float** runs = stackalloc float*[FilterwiseSums.RunsAtOnce];
        for (int first = units * chunk / Chunks * Unit; first < last; first += most)
        {
            int end = Math.Min(last, first + most);
            for (int run = first; run < end; run++)
            {
                runs[run - first] = Place(group, run);
            }

            FilterwiseSums.Run<TLanes, TVector>(
                runs, end - first, Length, Weights + ((nint)panel * ConvolutionPlan<TShape>.Taps * filters), Offsets,
                ConvolutionPlan<TShape>.Taps, Asks, sums);
            for (int run = first, next; run < end; run = next)
            {
                next = Math.Min(end, ((run / RunsOfImage) + 1) * RunsOfImage);
                Finish<TLanes, TVector>(
                    group, panel % Panels * filters, run, next, sums + ((nint)(run - first) * Length * filters), sums + floats,
                    scratch);
            }
        }
    }

    /// <summary>Where a run's first place lies.</summary>
    private readonly float* Place(int group, int run) =>
        Source + (run / RunsOfImage * SourceImage) + (group * SourceGroup)
            + ((nint)(run % RunsOfImage / RunsOfRow) * ConvolutionPlan<TShape>.Pitch) + (run % RunsOfRow * Length);

    /// <summary>Bias, residual and activation of runs of one image, each filter's values side by side again.</summary>
    /// <param name="filter">The panel's first, in its group.</param>
    private readonly void Finish<TLanes, TVector>(
        int group, int filter, int run, int end, float* sums, float* turned, float* scratch)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        int width = FilterwiseSums.PanelOf((SimdWidth)TLanes.Count);
        int filters = Math.Min(width, ConvolutionPlan<TShape>.Filters - filter);
        int places = (end - run) * Length;
        int image = run / RunsOfImage;
        MatrixTransposition.Run(turned, sums, places, places, filters, width, 1);
        for (int i = 0; i < filters; i++)
        {
            int channel = (group * ConvolutionPlan<TShape>.Filters) + filter + i;
            float bias = Bias is null ? 0 : Bias[channel];
            int first = run % RunsOfImage * Length;
            nint place = ((nint)channel * ConvolutionPlan<TShape>.OutputPlane) + first;
            float* rows = turned + ((nint)i * places);
            Elementwise.AddAndActivate<TActivation, TLanes, TVector>(
                rows, bias, Residual.IsNone ? null : Residual.Example(image) + place,
                TSink.Pools ? rows : Target.Example(image) + place, places);
            if (TSink.Pools)
            {
                TSink.Write<TLanes, TVector>(
                    rows - first, Target, Choice, image, channel, first / TShape.OutputWidth,
                    (first + places) / TShape.OutputWidth, scratch);
            }
        }
    }
}
