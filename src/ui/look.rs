//! How the page looks in this browser apart from its theme: contrast and density. The page follows
//! attributes of `html`; what is chosen is a preference and no part of the board.

use crate::browser::dom;
use crate::browser::local::{preference, set_preference};

/// A matter of looks: its name, which is that of the preference and of the attribute `data-…`, and its
/// choices. The first holds where nothing was chosen.
#[derive(Clone, Copy, Debug)]
pub struct Look {
    /// The name.
    pub name: &'static str,
    /// The choices.
    pub choices: [&'static str; 3],
}

/// 高コントラスト: as the system asks for it, always, never.
pub const CONTRAST: Look = Look { name: "contrast", choices: ["system", "more", "normal"] };
/// 密度: how much space there is.
pub const DENSITY: Look = Look { name: "density", choices: ["normal", "roomy", "tight"] };

impl Look {
    /// What was chosen in this browser.
    pub fn chosen(self) -> &'static str {
        let kept = preference(self.name);
        let known = |choice: &&str| kept.as_deref() == Some(*choice);
        self.choices.into_iter().find(known).unwrap_or(self.choices[0])
    }

    /// Chooses, and shows it.
    pub fn choose(self, choice: &'static str) {
        set_preference(self.name, choice);
        self.show(choice);
    }

    fn show(self, choice: &str) {
        if let Some(root) = dom::find("html") {
            dom::set_attribute(&root, &format!("data-{}", self.name), Some(choice));
        }
    }
}

/// Shows what was chosen earlier.
pub fn begin() {
    for look in [CONTRAST, DENSITY] {
        look.show(look.chosen());
    }
}
