// Forms as the web has them, each with what may be filled in it: one line per group, `kind` of each field in order. Used without a layout and,
// with one, in a real Chromium.

export interface FormVariant {
  name: string;
  html: string;
  /** `purpose title: kinds`, group by group. */
  expected: string[];
}

const field = (label: string, attributes = '', tag = 'input') =>
  `<p><label>${label} <${tag} ${attributes}>${tag === 'input' ? '' : `</${tag}>`}</label></p>`;
const options = (...texts: string[]) => texts.map((text) => `<option>${text}</option>`).join('');

/** At least twenty ways to ask for a person. */
export const formVariants: FormVariant[] = [
  {
    name: 'autocomplete tokens and no labels',
    html: '<form><input autocomplete="given-name"><input autocomplete="family-name"><input autocomplete="email"><input autocomplete="tel"><input autocomplete="address-line1"><input autocomplete="address-level2"><input autocomplete="address-level1"><input autocomplete="postal-code"></form>',
    expected: ['main: firstName lastName email phone street city state postalCode'],
  },
  {
    name: 'labels by for, autocomplete off everywhere',
    html: '<form autocomplete="off"><label for="a">First name *</label><input id="a" autocomplete="off"><label for="b">Last name *</label><input id="b" autocomplete="off"><label for="c">E-mail address (required)</label><input id="c" autocomplete="new-password"></form>',
    expected: ['main: firstName lastName email'],
  },
  {
    name: 'wrapping labels, one full name',
    html: `<form>${field('Full name')}${field('Email', 'type=email')}${field('Phone number', 'type=tel')}</form>`,
    expected: ['main: fullName email phone'],
  },
  {
    name: 'placeholders only',
    html: '<form><input placeholder="Your name"><input placeholder="Email address"><input placeholder="Mobile number"></form>',
    expected: ['main: fullName email phone'],
  },
  {
    name: 'names only, as machines write them',
    html: '<form><input name="contact[first_name]"><input name="contact[last_name]"><input name="contact[email]"><input name="txtPhoneNumber"><input name="ddlCity"><input name="zipCode"></form>',
    expected: ['main: firstName lastName email phone city postalCode'],
  },
  {
    name: 'aria-label and aria-labelledby, no form element',
    html: '<div><span id="t">E-mail</span><input aria-labelledby="t"><input aria-label="First name"><input aria-label="Surname"></div>',
    expected: ['main: email firstName lastName'],
  },
  {
    name: 'a table with labels in cells',
    html: '<form><table><tr><td>First Name:</td><td><input></td></tr><tr><td>Last Name:</td><td><input></td></tr><tr><td>E-Mail:</td><td><input></td></tr><tr><td>Fax:</td><td><input></td></tr></table></form>',
    expected: ['main: firstName lastName email'],
  },
  {
    name: 'a definition list',
    html: '<form><dl><dt>Name</dt><dd><input></dd><dt>Company</dt><dd><input></dd><dt>Web site</dt><dd><input type=url></dd></dl></form>',
    expected: ['main: fullName company website'],
  },
  {
    name: 'labels as text before the field',
    html: '<form><div>City<br><input></div><div>State<br><input maxlength=2></div><div>ZIP<br><input></div></form>',
    expected: ['main: city state postalCode'],
  },
  {
    name: 'selects for state and country',
    html: `<form>${field('Address line 1')}${field('Address line 2')}${field('City')}<label>State <select>${options('Choose…', 'NY', 'CA')}</select></label><label>Country <select>${options('United States', 'Canada')}</select></label></form>`,
    expected: ['main: street city state country'],
  },
  {
    name: 'an address in one text area',
    html: `<form>${field('Name')}${field('Address', '', 'textarea')}</form>`,
    expected: ['main: fullName street'],
  },
  {
    name: 'billing and shipping by autocomplete',
    html: '<form><input autocomplete="name"><input autocomplete="email"><input autocomplete="billing street-address"><input autocomplete="billing postal-code"><input autocomplete="shipping street-address"><input autocomplete="shipping postal-code"></form>',
    expected: ['main: fullName email', 'billing: address postalCode', 'shipping: address postalCode'],
  },
  {
    name: 'billing and shipping as sections',
    html: `<form><fieldset><legend>Contact</legend>${field('First name')}${field('Last name')}${field('Email')}</fieldset><fieldset><legend>Billing address</legend>${field('Street')}${field('City')}</fieldset><fieldset><legend>Shipping address</legend>${field('Street')}${field('City')}</fieldset></form>`,
    expected: ['main: firstName lastName email', 'billing Billing address: street city', 'shipping Shipping address: street city'],
  },
  {
    name: 'headings without blocks',
    html: `<form><h3>Client</h3>${field('Name')}${field('Email')}<h3>Emergency contact</h3>${field('Name')}${field('Phone')}</form>`,
    expected: ['main: fullName email'],
  },
  {
    name: 'two persons in cards',
    html: `<form><section><h2>Contact 1</h2>${field('First name')}${field('Last name')}${field('Email')}</section><section><h2>Contact B</h2>${field('First name')}${field('Last name')}${field('Email')}</section></form>`,
    expected: ['main Contact 1: firstName lastName email', 'main Contact B: firstName lastName email'],
  },
  {
    name: 'a second contact by its heading',
    html: `<form><fieldset><legend>Primary contact</legend>${field('Name')}${field('Email')}</fieldset><fieldset><legend>Secondary contact</legend>${field('Name')}${field('Email')}</fieldset></form>`,
    expected: ['main: fullName email'],
  },
  {
    name: 'a spouse by the label',
    html: `<form>${field('First name')}${field('Last name')}${field('Email')}${field('Spouse first name')}${field('Spouse email')}</form>`,
    expected: ['main: firstName lastName email'],
  },
  {
    name: 'somebody else by the field’s name',
    html: `<form>${field('First name', 'name=first')}${field('Email', 'name=email')}${field('First name', 'name=emergency_first')}${field('Email', 'name=emergency_email')}</form>`,
    expected: ['main: firstName email'],
  },
  {
    name: 'an e-mail to be typed twice, and a second one',
    html: `<form>${field('Name')}${field('Email')}${field('Confirm email')}${field('Email 2')}${field('Alternate email')}</form>`,
    expected: ['main: fullName email email'],
  },
  {
    name: 'three phones and a fax',
    html: `<form>${field('Name')}${field('Home phone')}${field('Work phone')}${field('Mobile phone')}${field('Fax number')}${field('Phone extension')}</form>`,
    expected: ['main: fullName phone phone phone'],
  },
  {
    name: 'a phone in three boxes is left alone',
    html: '<form><label>Name <input></label><div>Phone <input maxlength=3><input maxlength=3><input maxlength=4></div><label>Email <input></label></form>',
    expected: ['main: fullName email'],
  },
  {
    name: 'a firm under its own heading',
    html: `<form><fieldset><legend>Company</legend>${field('Name')}${field('Website')}</fieldset><fieldset><legend>Person</legend>${field('Name')}${field('Email')}</fieldset></form>`,
    expected: ['main: company website fullName email'],
  },
  {
    name: 'fields that only sound alike',
    html: `<form>${field('Name')}${field('Email')}${field('Project name')}${field('Email subject')}${field('User name')}${field('Company size')}${field('Account manager')}${field('Middle name')}${field('Name of pet')}${field('State of mind')}${field('Phone system')}</form>`,
    expected: ['main: fullName email'],
  },
  {
    name: 'Spanish and German',
    html: `<form>${field('Nombre')}${field('Apellidos')}${field('Correo electrónico')}${field('Teléfono')}${field('Straße')}${field('PLZ')}${field('Ort')}</form>`,
    expected: ['main: firstName lastName email phone street postalCode city'],
  },
  {
    name: 'read-only, disabled and trap fields',
    html: `<form>${field('Name')}${field('Email')}${field('Phone', 'readonly')}<fieldset disabled>${field('City')}</fieldset>${field('State', 'aria-readonly=true')}${field('Website', 'tabindex=-1 autocomplete=off')}<div aria-hidden=true>${field('Company')}</div><input type=hidden name=zip></form>`,
    expected: ['main: fullName email'],
  },
  {
    name: 'a sign-in form, a search and a newsletter beside it',
    html: `<form>${field('Email')}<input type=password></form><form role=search>${field('Name')}${field('City')}</form><form><input type=email placeholder=Email></form><form>${field('First name')}${field('Email')}</form>`,
    expected: ['main: firstName email'],
  },
  {
    name: 'nothing but a newsletter',
    html: '<form><input type=email placeholder="Email"></form>',
    expected: [],
  },
  {
    name: 'a birthday and a number field',
    html: `<form>${field('Name')}${field('Date of birth', 'type=date')}${field('Phone', 'type=number')}${field('Age', 'type=number')}</form>`,
    expected: ['main: fullName birthday phone'],
  },
];
