using ApprovalFlows.Workflows.Expressions.JavaScript.Library;
using Jint.Native;
using Jint.Native.Function;
using Jint.Native.Object;
using Jint.Runtime;
using Jint.Runtime.Descriptors;
using Jint.Runtime.Interop;

namespace ApprovalFlows.Workflows.Expressions.JavaScript.Modern;

/// <summary>The constructor of a class that a script declares.</summary>
internal sealed class ScriptClass : FunctionInstance, IConstructor
{
    private const int MemberParts = 4;

    private readonly MethodCall origin;
    private readonly string name;
    private readonly ObjectInstance? parent;
    private readonly bool isDerived;
    private readonly JsValue constructor;
    private readonly List<(string Name, ICallable Value)> fields = [];

    public ScriptClass(MethodCall call)
        : base(call.Engine, null, null, false)
    {
        origin = call;
        name = call.Text(0);
        isDerived = TypeConverter.ToBoolean(call[1]);
        parent = isDerived ? ParentOf(call) : null;
        ScriptGuards.CheckChain(parent);
        Extensible = true;
        Prototype = parent ?? call.Engine.Function.PrototypeObject;
        var prototype = call.Engine.Object.Construct([]);
        if (isDerived)
            prototype.Prototype = parent?.Get("prototype") is { } shape && shape.IsObject() ? shape.AsObject() : null;
        ScriptGuards.CheckChain(prototype);
        FastAddProperty("prototype", prototype, false, false, false);
        FastAddProperty("name", name, false, false, true);
        prototype.FastAddProperty("constructor", this, true, false, true);
        var parts = call.ItemsOf(call.Function(3).Call(JsValue.Undefined, [prototype, this, this]).AsObject());
        constructor = parts[0];
        for (var i = 1; i < parts.Length; i += MemberParts)
            AddMember(parts[i].AsString(), parts[i + 1].AsBoolean() ? this : prototype, parts[i + 2], parts[i + 3]);
    }

    public override JsValue Call(JsValue thisObject, JsValue[] arguments) =>
        throw origin.TypeError($"Class constructor {name} cannot be invoked without 'new'");

    public ObjectInstance Construct(JsValue[] arguments) => Construct(arguments, this);

    private ObjectInstance Construct(JsValue[] arguments, ObjectInstance made)
    {
        origin.Guards.CheckMemory();
        return isDerived ? ConstructDerived(arguments, made) : ConstructOwn(arguments, made);
    }

    private ObjectInstance ConstructOwn(JsValue[] arguments, ObjectInstance made)
    {
        var self = origin.Engine.Object.Construct([]);
        self.Prototype = made.Get("prototype").AsObject();
        AddFields(self);
        var result = constructor.IsObject() ? ((ICallable)constructor.AsObject()).Call(self, arguments) : JsValue.Null;
        return result.IsObject() ? result.AsObject() : self;
    }

    private ObjectInstance ConstructDerived(JsValue[] arguments, ObjectInstance made)
    {
        if (!constructor.IsObject())
            return WithFields(ConstructParent(arguments, made));
        ObjectInstance? self = null;
        var super = new ClrFunctionInstance(origin.Engine, (_, given) =>
        {
            if (self is not null)
                throw new JavaScriptException(
                    origin.Engine.ReferenceError, "Super constructor may only be called once");
            self = ConstructParent(given, made);
            return WithFields(self);
        });
        var body = ((ICallable)constructor.AsObject()).Call(JsValue.Undefined, [super]);
        var result = ((ICallable)body.AsObject()).Call(JsValue.Undefined, arguments);
        return result.IsObject() ? result.AsObject() : self ?? throw new JavaScriptException(
            origin.Engine.ReferenceError,
            "Must call super constructor in derived class before accessing 'this' or returning from it");
    }

    private ObjectInstance ConstructParent(JsValue[] arguments, ObjectInstance made)
    {
        var prototype = made.Get("prototype").AsObject();
        switch (parent)
        {
            case ScriptClass other:
                return other.Construct(arguments, made);
            case ScriptFunctionInstance function:
                var self = origin.Engine.Object.Construct([]);
                self.Prototype = prototype;
                var result = function.Call(self, arguments);
                return result.IsObject() ? result.AsObject() : self;
            default:
                var native = ((IConstructor)parent!).Construct(arguments);
                native.Prototype = prototype;
                return native;
        }
    }

    private static ObjectInstance? ParentOf(MethodCall call)
    {
        if (call[2].IsNull())
            return null;
        return call[2].IsObject() && call[2].AsObject() is IConstructor
            ? call[2].AsObject()
            : throw call.TypeError("Class extends value is not a constructor or null");
    }

    private void AddMember(string kind, ObjectInstance owner, JsValue key, JsValue function)
    {
        var isStatic = ReferenceEquals(owner, this);
        switch (kind)
        {
            case nameof(MemberKind.StaticBlock):
                ((ICallable)function.AsObject()).Call(this, []);
                break;
            case nameof(MemberKind.Field) when isStatic:
                AddField(this, TypeConverter.ToString(key), (ICallable)function.AsObject());
                break;
            case nameof(MemberKind.Field):
                fields.Add((TypeConverter.ToString(key), (ICallable)function.AsObject()));
                break;
            case nameof(MemberKind.Get) or nameof(MemberKind.Set):
                ModernRuntime.DefineAccessor(
                    owner, TypeConverter.ToString(key), function, kind == nameof(MemberKind.Get), false);
                break;
            default:
                owner.DefineOwnProperty(
                    TypeConverter.ToString(key), new PropertyDescriptor(function, true, false, true), false);
                break;
        }
    }

    private ObjectInstance WithFields(ObjectInstance self)
    {
        AddFields(self);
        return self;
    }

    private void AddFields(ObjectInstance self)
    {
        foreach (var (key, value) in fields)
            AddField(self, key, value);
    }

    // Private members are ordinary ones that no list of members shows.
    private static void AddField(ObjectInstance self, string key, ICallable value) =>
        self.DefineOwnProperty(
            key, new PropertyDescriptor(value.Call(self, []), true, !key.StartsWith('#'), true), false);
}
