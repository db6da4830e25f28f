"""Somebody at a browser: opens pages, reads words, follows links, fills fields by their labels."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import nullcontext

from selenium.common.exceptions import ElementClickInterceptedException
from selenium.webdriver import ActionChains, Chrome
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.ui import Select

from tests.journeys.agency import PASSWORDS
from tests.journeys.pages import Page
from tests.web.browser import leaving, resize

PHONE, DESK = 375, 1440
#: Whether the focus is on what says or is called this, and how many stops of the Tab key lie between here and there.
FOCUS = """
const called = (one) => [one.innerText?.trim().replace(/\\s+/g, " "), one.getAttribute("aria-label"), one.id].includes(arguments[0]);
const reached = (one) => {
    if (one.disabled || one.tabIndex < 0 || !one.checkVisibility({visibilityProperty: true})) return false;
    if (one.type !== "radio" || one.checked) return true;
    const group = [...document.getElementsByName(one.name)].filter((other) => other.form === one.form);
    return one === document.activeElement || (!group.some((other) => other.checked) && one === group[0]);
};
const here = document.activeElement;
if (called(here)) return [true, 0];
const stops = [...document.querySelectorAll("a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex]")].filter(reached);
const from = stops.indexOf(here);
return [false, from < 0 ? 0 : stops.slice(from + 1).findIndex(called) + 1];"""


class Visitor:
    """`driver` shows pages of the agency at `address`."""

    def __init__(self, driver: Chrome, address: str) -> None:
        self.driver, self.address = driver, address

    def open(self, path: str) -> None:
        self.driver.get(self.address + path)

    @property
    def path(self) -> str:
        return self.driver.current_url.removeprefix(self.address)

    def sign_in(self, role: str) -> None:
        """As the demo's account of that role, whoever was signed in before."""
        self.driver.delete_all_cookies()
        self.open("/sign-in")
        email, password = PASSWORDS[role]
        self.fill("Email", email)
        self.fill("Password", password)
        self.press("Sign in")
        assert "/sign-in" not in self.path, self.words

    def signed_in_for(self, pages: Iterable[Page]) -> Iterator[Page]:
        """Each page in turn, once the account of its role is signed in; somebody else only where the role changes."""
        role: str | None = None
        for page in pages:
            if page.role and page.role != role:
                self.sign_in(page.role)
                role = page.role
            yield page

    @property
    def main(self) -> WebElement:
        return self.driver.find_element(By.TAG_NAME, "main")

    @property
    def words(self) -> str:
        """What can be read in the page's main part."""
        return str(self.driver.execute_script("return arguments[0].innerText", self.main))

    def sees(self, words: str) -> bool:
        """Whether the main part says it, however the lines fall."""
        return " ".join(words.split()) in " ".join(self.words.split())

    def all(self, selector: str) -> list[WebElement]:
        return self.main.find_elements(By.CSS_SELECTOR, selector)

    def follow(self, words: str, within: WebElement | None = None) -> None:
        """The link that says just this, or that is called this."""
        self.click(self.named("a", words, within))

    def press(self, words: str, within: WebElement | None = None) -> None:
        """The button that says this."""
        self.click(self.named("button", words, within))

    def named(self, tag: str, words: str, within: WebElement | None = None) -> WebElement:
        """The first element for eyes with these words as its text or its accessible name."""
        shown = (
            f'.//{tag}[normalize-space()="{words}" or @aria-label="{words}"][not(contains(@class, "visually-hidden"))]'
        )
        found = (within or self.main).find_elements(By.XPATH, shown)
        assert found, f"no {tag} says {words!r} at {self.path}:\n{self.words}"
        return found[0]

    def field(self, label: str, within: WebElement | None = None) -> WebElement:
        """The control of a label that begins with these words."""
        found = (within or self.main).find_elements(By.XPATH, f'.//label[starts-with(normalize-space(), "{label}")]')
        assert found, f"no field {label!r} at {self.path}:\n{self.words}"
        return self.driver.find_element(By.ID, found[0].get_attribute("for") or "")

    def fill(self, label: str, words: str, within: WebElement | None = None) -> None:
        """What stood there goes; of a list the option that says this is chosen."""
        control = self.field(label, within)
        if control.tag_name == "select":
            Select(control).select_by_visible_text(words)
        else:
            control.clear()
            control.send_keys(words)

    def choose(self, label: str, within: WebElement | None = None) -> None:
        """A radio or a tick, by its words."""
        self.click(self.field(label, within))

    def click(self, element: WebElement) -> None:
        """With the pointer; where a page that came with an anchor scrolls it away again, with the key that does the same."""
        self.driver.execute_script("arguments[0].scrollIntoView({block: 'center'})", element)
        with leaving(self.driver) if self.leads_away(element) else nullcontext():
            try:
                element.click()
            except ElementClickInterceptedException:
                chosen = element.get_attribute("type") in ("radio", "checkbox")
                element.send_keys(Keys.SPACE if chosen else Keys.ENTER)

    def leads_away(self, element: WebElement) -> bool:
        """Whether pressing it asks for another page: a link to more than a place on this one, a button that sends a form."""
        if element.tag_name == "a":
            here, there = self.driver.current_url, element.get_attribute("href") or ""
            return here.partition("#")[0] != there.partition("#")[0]
        return element.tag_name == "button" and element.get_attribute("type") == "submit"

    def keys(self, *keys: str) -> None:
        """Keys pressed one after another, each where the focus then is; Enter only where it leads to another page."""
        for key in keys:
            with leaving(self.driver) if key == Keys.ENTER else nullcontext():
                ActionChains(self.driver).send_keys(key).perform()  # a file field takes keys of its element for a path

    def tab_to(self, words: str, most: int = 200) -> WebElement:
        """Press Tab until the focus is on what says or is called this. How often is reckoned first, to press many at once;
        where the page counts otherwise, the rest is gone step by step."""
        for step in range(most):
            self.keys(Keys.TAB)
            there, ahead = self.driver.execute_script(FOCUS, words)
            if there:
                return self.driver.switch_to.active_element
            if ahead > 1 and step == 0:
                ActionChains(self.driver).send_keys(Keys.TAB * (ahead - 1)).perform()
        raise AssertionError(f"Tab does not come to {words!r} at {self.path}")

    def at(self, width: int) -> None:
        resize(self.driver, width)
