//! The browser made to behave otherwise for the length of a test.

use js_sys::{Function, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};

/// A property of the window or of something under it, replaced until this is dropped.
pub struct Shadow {
    object: Object,
    name: JsValue,
    before: JsValue,
}

impl Shadow {
    /// Puts a property with this descriptor, a JavaScript expression that may use `original`, in the place
    /// of `path`, such as `IDBFactory.prototype.open`.
    pub fn new(path: &str, descriptor: &str) -> Self {
        let (object, name) = path.rsplit_once('.').unwrap_or(("globalThis", path));
        let object: Object = evaluate(object).unchecked_into();
        let name = JsValue::from_str(name);
        let before: JsValue = Object::get_own_property_descriptor(&object, &name);
        assert!(before.is_object(), "{path} is there");
        let original = Reflect::get(&object, &name).unwrap_or(JsValue::UNDEFINED);
        let body = format!("return {{ configurable: true, ...({descriptor}) }}");
        let after = Function::new_with_args("original", &body).call1(&JsValue::UNDEFINED, &original).unwrap();
        Reflect::define_property(&object, &name, after.unchecked_ref()).unwrap();
        Self { object, name, before }
    }

    /// The same with a value instead of a descriptor.
    pub fn value(path: &str, value: &str) -> Self {
        Self::new(path, &format!("{{ writable: true, value: {value} }}"))
    }
}

impl Drop for Shadow {
    fn drop(&mut self) {
        Reflect::define_property(&self.object, &self.name, self.before.unchecked_ref()).unwrap();
    }
}

/// What a JavaScript expression gives.
pub fn evaluate(expression: &str) -> JsValue {
    Function::new_no_args(&format!("return {expression}")).call0(&JsValue::UNDEFINED).unwrap()
}
